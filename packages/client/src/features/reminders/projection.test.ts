import type { Reminder } from '@parley/contract/features/reminders/model';
import { describe, expect, it } from 'vitest';
import { AT, event } from '../../../test/people.ts';
import { dueOf, REMINDERS } from './projection.ts';

const reminder = (id: string, hour: number, more: Partial<Reminder> = {}): Reminder => ({
  id,
  text: `do ${id}`,
  roomId: null,
  messageId: null,
  remindAt: `2026-01-01T0${hour}:00:00.000Z`,
  createdAt: AT,
  dueAt: null,
  ...more,
});
const told = (seq: number, type: string, data: unknown) => event(seq, type, data, 'user:ada');

describe('my reminders', () => {
  it('P10: a snapshot and the events after it equal a fresh one', () => {
    const events = [
      told(1, 'reminder:changed', reminder('b', 2)),
      told(2, 'reminder:changed', reminder('a', 3)),
      told(3, 'reminder:due', reminder('b', 2, { dueAt: AT })),
      told(4, 'reminder:changed', reminder('b', 5)),
      told(5, 'reminder:due', reminder('a', 3, { dueAt: AT })),
      told(6, 'reminder:changed', reminder('c', 1)),
      told(7, 'reminder:ended', { id: 'c', gone: true }),
    ];
    const fresh = REMINDERS.from({ reminders: [reminder('a', 3, { dueAt: AT }), reminder('b', 5)] });
    expect(events.reduce(REMINDERS.next, REMINDERS.from({ reminders: [] }))).toEqual(fresh);
    const half = REMINDERS.from({ reminders: [reminder('b', 2), reminder('a', 3)] });
    expect(events.slice(2).reduce(REMINDERS.next, half)).toEqual(fresh);
    expect(dueOf(fresh).map(({ id }) => id)).toEqual(['a']);
  });

  it('P4: recovery may tell of what is gone before it tells that it ended', () => {
    const state = REMINDERS.from({ reminders: [reminder('a', 1)] });
    const gone = [
      told(1, 'reminder:due', { id: 'a', gone: true }),
      told(2, 'reminder:ended', { id: 'a', gone: true }),
    ];
    expect(gone.reduce(REMINDERS.next, state).reminders).toEqual([]);
  });
});
