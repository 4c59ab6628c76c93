import type { Draft } from '@parley/contract/features/drafts/model';
import { describe, expect, it } from 'vitest';
import { AT, event } from '../../../test/people.ts';
import { draftsFrom, placeKey, placeOf, projectDrafts } from './projection.ts';

const draft = (roomId: string, text: string, version: number, more: Partial<Draft> = {}): Draft => ({
  roomId,
  text,
  replyTo: null,
  updatedAt: AT,
  version,
  ...more,
});
const told = (seq: number, data: Draft) => event(seq, 'draft:changed', data, 'user:ada');
const none = (roomId: string) => draft(roomId, '', 0, { updatedAt: null });

describe('drafts as the server has them', () => {
  it('P10: a snapshot and the events after it equal a fresh one', () => {
    const events = [
      told(1, draft('r1', 'a', 1)),
      told(2, draft('r2', 'b', 2)),
      told(3, draft('r1', 'in a thread', 3, { threadId: 't1' })),
      told(4, draft('r1', 'ab', 4, { replyTo: 'm1' })),
      told(5, none('r2')),
      event(6, 'chat:read', {}, 'user:ada'),
    ];
    const fresh = draftsFrom({
      drafts: [draft('r1', 'ab', 4, { replyTo: 'm1' }), draft('r1', 'in a thread', 3, { threadId: 't1' })],
    });
    expect(events.reduce(projectDrafts, draftsFrom({ drafts: [] }))).toEqual(fresh);
    const half = draftsFrom({ drafts: [draft('r2', 'b', 2), draft('r1', 'a', 1)] });
    expect(events.slice(2).reduce(projectDrafts, half)).toEqual(fresh);
  });

  it('P4: recovery tells the present state in the place of every change', () => {
    const gone = [told(1, none('r1')), told(2, none('r1'))];
    expect(gone.reduce(projectDrafts, draftsFrom({}))).toEqual({});
  });

  it('a place has one name', () => {
    for (const place of [{ roomId: 'r1' }, { roomId: 'r1', threadId: 't1' }]) {
      expect(placeOf(placeKey(place))).toEqual(place);
    }
  });
});
