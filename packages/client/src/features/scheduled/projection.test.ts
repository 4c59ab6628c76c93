import type { ScheduledHead } from '@parley/contract/features/scheduled/model';
import { describe, expect, it } from 'vitest';
import { event } from '../../../test/people.ts';
import { SCHEDULED } from './projection.ts';

const head = (id: string, hour: number, more: Partial<ScheduledHead> = {}): ScheduledHead => ({
  id,
  roomId: 'r1',
  sendAt: `2026-01-01T0${hour}:00:00.000Z`,
  version: 1,
  failure: null,
  ...more,
});
const told = (seq: number, type: string, data: unknown) => event(seq, type, data, 'user:ada');

describe('my scheduled messages', () => {
  it('P10: a snapshot and the events after it equal a fresh one', () => {
    const failure = { code: 'FORBIDDEN', message: 'Join it first.' } as const;
    const events = [
      told(1, 'scheduled:changed', head('b', 3)),
      told(2, 'scheduled:changed', head('a', 3)),
      told(3, 'scheduled:changed', head('c', 1)),
      told(4, 'scheduled:changed', head('c', 5, { version: 2 })),
      told(5, 'scheduled:ended', { id: 'b', roomId: 'r1', messageId: 'm1' }),
      told(6, 'scheduled:changed', head('a', 3, { version: 2, failure })),
      told(7, 'chat:read', {}),
    ];
    const fresh = { scheduled: [head('a', 3, { version: 2, failure }), head('c', 5, { version: 2 })] };
    expect(events.reduce(SCHEDULED.next, SCHEDULED.from({ scheduled: [] }))).toEqual(SCHEDULED.from(fresh));
    const half = { scheduled: [head('c', 1), head('a', 3), head('b', 3)] };
    expect(events.slice(3).reduce(SCHEDULED.next, SCHEDULED.from(half))).toEqual(SCHEDULED.from(fresh));
  });
});
