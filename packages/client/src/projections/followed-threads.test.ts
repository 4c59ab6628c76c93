import type { ThreadState } from '@parley/contract/features/chat/model';
import { describe, expect, it } from 'vitest';
import { AT, event, message } from '../../test/people.ts';
import {
  type FollowedThreads,
  followedThreads,
  noThreads,
  projectFollowedThreads,
} from './followed-threads.ts';

const thread = (more: Partial<ThreadState> = {}): ThreadState => ({
  roomId: 'r1',
  threadId: 'm0001',
  isFollowing: true,
  readSeq: 1,
  unread: 0,
  asOf: 1,
  ...more,
});
const mine = (seq: number, type: string, data: unknown) => ({
  ...event(seq, type, data),
  channel: 'user:ada',
});
const reply = (seq: number, more = {}) =>
  event(seq, 'chat:message', message(seq, { threadId: 'm0001', ...more }));
const run = (state: FollowedThreads, ...events: ReturnType<typeof event>[]) =>
  events.reduce((before, told) => projectFollowedThreads(before, { kind: 'event', event: told }), state);
const begun = (...threads: ThreadState[]) =>
  projectFollowedThreads(noThreads('ada'), { kind: 'snapshot', threads });
const unread = (state: FollowedThreads) => followedThreads(state).map((each) => each.unread);

describe('threads I follow', () => {
  it('P10: a snapshot and the events after it are a later snapshot', () => {
    const state = run(
      begun(thread()),
      reply(2),
      reply(3, { userId: 'ada' }),
      reply(4),
      event(5, 'chat:deleted', message(2, { threadId: 'm0001', deletedAt: AT, changedSeq: 5 })),
      reply(6),
    );
    expect(followedThreads(state)).toEqual(followedThreads(begun(thread({ unread: 2, asOf: 6 }))));
  });

  it('counts what came before the word that I follow, and nothing twice', () => {
    const followed = mine(1, 'thread:followed', thread({ asOf: 2, unread: 1 }));
    expect(unread(run(begun(), reply(2), reply(3), followed))).toEqual([2]);
    expect(unread(run(begun(), followed, reply(2), reply(3)))).toEqual([2]);
    expect(unread(run(begun(thread({ asOf: 3, unread: 2 })), reply(2), reply(3)))).toEqual([2]);
  });

  it('follows what another device read, and what came meanwhile', () => {
    const read = mine(1, 'thread:read', thread({ readSeq: 3, asOf: 3, unread: 0 }));
    expect(unread(run(begun(thread()), reply(2), reply(3), reply(4), read))).toEqual([1]);
  });

  it('counts no answer that was told as deleted', () => {
    const gone = { deletedAt: AT, changedSeq: 4 };
    const state = run(
      begun(thread()),
      reply(2, gone),
      reply(3),
      event(4, 'chat:deleted', message(2, { threadId: 'm0001', ...gone })),
    );
    expect(unread(state)).toEqual([1]);
  });

  it('lets go of what I follow no longer, and of rooms I left', () => {
    expect(unread(run(begun(thread()), mine(1, 'thread:followed', thread({ isFollowing: false }))))).toEqual(
      [],
    );
    expect(unread(run(begun(thread()), mine(1, 'room:left', { roomId: 'r1', userId: 'ada' })))).toEqual([]);
  });
});
