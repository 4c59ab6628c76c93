import { describe, expect, it } from 'vitest';
import { AT, event, message } from '../../test/people.ts';
import { type ThreadState, threadAfter, threadWithOlder } from './thread.ts';

const root = message(1);
const reply = (seq: number, more = {}) => message(seq, { threadId: root.id, ...more });
const run = (state: ThreadState, ...events: ReturnType<typeof event>[]) => events.reduce(threadAfter, state);
const asked: ThreadState = { root, replies: [], hasOlder: false };

describe('a thread as events tell it', () => {
  it('P10: what was asked for and the events after it are what is asked for later', () => {
    const state = run(
      asked,
      event(2, 'chat:message', reply(2)),
      event(3, 'chat:message', message(3)),
      event(4, 'chat:message', reply(4, { userId: 'ada' })),
      event(5, 'chat:updated', reply(2, { content: 'better', editedAt: AT, changedSeq: 5 })),
      event(6, 'chat:deleted', reply(4, { userId: 'ada', content: '', deletedAt: AT, changedSeq: 6 })),
    );
    expect(state).toEqual({
      root: message(1, { thread: { replies: 1, lastReplyAt: AT, repliers: ['bob', 'ada'] }, changedSeq: 6 }),
      replies: [
        reply(2, { content: 'better', editedAt: AT, changedSeq: 5 }),
        reply(4, { userId: 'ada', content: '', deletedAt: AT, changedSeq: 6 }),
      ],
      hasOlder: false,
    });
  });

  it('P4: an event told while it was asked for is done once', () => {
    const thread = { replies: 1, lastReplyAt: AT, repliers: ['bob'] };
    const later: ThreadState = {
      root: message(1, { thread, changedSeq: 2 }),
      replies: [reply(2)],
      hasOlder: false,
    };
    expect(run(later, event(2, 'chat:message', reply(2)))).toEqual(later);
  });

  it('is the same object when something else happens in the room', () => {
    expect(threadAfter(asked, event(2, 'chat:message', message(2)))).toBe(asked);
    expect(threadAfter(asked, event(3, 'chat:updated', message(2, { changedSeq: 3 })))).toBe(asked);
  });

  it('puts older answers before', () => {
    const state = threadWithOlder(
      { ...asked, replies: [reply(5)], hasOlder: true },
      [reply(3), reply(4)],
      false,
    );
    expect(state.replies.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(state.hasOlder).toBe(false);
  });
});
