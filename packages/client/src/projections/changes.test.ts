import { describe, expect, it } from 'vitest';
import { AT, message } from '../../test/people.ts';
import { type Change, changed } from './changes.ts';

const reaction = (seq: number, userId: string, isOn: boolean, isNamed = true): Change => ({
  kind: 'reaction',
  messageId: 'm0001',
  seq,
  reaction: { roomId: 'r1', messageId: 'm0001', emoji: '🍵', userId, isOn, isNamed },
});

describe('what events do to a message', () => {
  it('P10: reactions come to what a fresh read of them tells', () => {
    const state = [reaction(2, 'ada', true), reaction(3, 'bob', true), reaction(4, 'ada', false)].reduce(
      changed,
      message(1),
    );
    expect(state).toEqual(message(1, { reactions: { '🍵': ['bob'] }, changedSeq: 4 }));
    expect(changed(state, reaction(5, 'bob', false))).toEqual(message(1, { reactions: {}, changedSeq: 5 }));
  });

  it('P10: those who are only counted come and go as a number', () => {
    const named = message(1, { reactions: { '🍵': ['ada'] }, changedSeq: 2 });
    const two = changed(named, reaction(3, 'bob', true, false));
    expect(two).toEqual({ ...named, reactionCounts: { '🍵': 2 }, changedSeq: 3 });
    expect(changed(two, reaction(4, 'bob', false, false))).toEqual({ ...named, changedSeq: 4 });
    expect(changed(two, reaction(4, 'ada', false))).toEqual(
      message(1, { reactions: { '🍵': [] }, reactionCounts: { '🍵': 1 }, changedSeq: 4 }),
    );
  });

  it('P4: what a message was read after is not done to it again', () => {
    const read = message(1, { reactions: { '🍵': ['ada'] }, changedSeq: 7 });
    expect(changed(read, reaction(7, 'ada', true))).toBe(read);
    expect(changed(read, { kind: 'pin', messageId: 'm0001', seq: 6, pinned: { by: 'ada', at: AT } })).toBe(
      read,
    );
  });

  it('P10: a pin comes and goes', () => {
    const pinned = { by: 'ada', at: AT };
    const up = changed(message(1), { kind: 'pin', messageId: 'm0001', seq: 2, pinned });
    expect(up).toEqual(message(1, { pinned, changedSeq: 2 }));
    expect(changed(up, { kind: 'pin', messageId: 'm0001', seq: 3, pinned: null })).toEqual(
      message(1, { changedSeq: 3 }),
    );
  });
});
