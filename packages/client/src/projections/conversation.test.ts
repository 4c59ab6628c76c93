import { describe, expect, it } from 'vitest';
import { message, person, room } from '../../test/people.ts';
import type { QueueEntry, QueueState } from '../queue/state.ts';
import { conversationOf } from './conversation.ts';
import { type RoomState, roomFromSnapshot } from './room.ts';

const ada = person('ada');
const state = roomFromSnapshot('ada', {
  room: room('r1', { alias: 'general' }),
  members: [],
  messages: [message(1), message(2, { userId: 'ada' })],
});
const empty: QueueState = { pending: [], failed: [], accepted: [] };
const mine = (clientId: string, order: number, more: Partial<QueueEntry> = {}) =>
  ({
    clientId,
    name: 'chat:message',
    input: { roomId: 'r1', content: `mine ${clientId}`, clientId },
    enqueuedAt: 0,
    order,
    error: null,
    ...more,
  }) as QueueEntry;
const shown = (queue: Partial<QueueState>, of: RoomState = state) =>
  conversationOf(of, { ...empty, ...queue }, ada).messages.map(({ id, delivery }) => `${id} ${delivery}`);

describe('a conversation with what I have not sent yet', () => {
  it('shows what waits and what failed behind what was said, in the order I said it', () => {
    const error = { code: 'FORBIDDEN', message: 'no', retryable: false } as const;
    expect(shown({ pending: [mine('c1', 1), mine('c3', 3)], failed: [mine('c2', 2, { error })] })).toEqual([
      'm0001 sent',
      'm0002 sent',
      'c1 sending',
      'c2 failed',
      'c3 sending',
    ]);
  });

  it('shows a message once when its event comes before its answer', () => {
    const arrived = {
      ...state,
      messages: [...state.messages, message(3, { userId: 'ada', clientId: 'c1' })],
    };
    expect(shown({ pending: [mine('c1', 1)] }, arrived)).toEqual(['m0001 sent', 'm0002 sent', 'm0003 sent']);
  });

  it('does not take another person’s clientId for mine', () => {
    const arrived = {
      ...state,
      messages: [...state.messages, message(3, { userId: 'bob', clientId: 'c1' })],
    };
    expect(shown({ pending: [mine('c1', 1)] }, arrived)).toContain('c1 sending');
  });

  it('shows a message without a break between its answer and its event, and not after it', () => {
    const accepted = [message(3, { userId: 'ada', clientId: 'c1' })];
    expect(shown({ accepted })).toEqual(['m0001 sent', 'm0002 sent', 'm0003 sent']);
    const later = { ...state, messages: [message(4)] };
    expect(shown({ accepted }, later)).toEqual(['m0004 sent']);
  });

  it('shows only what was said in this room, by id or alias', () => {
    const elsewhere = mine('c1', 1, { input: { roomId: 'r2', content: 'x' } } as Partial<QueueEntry>);
    const byAlias = mine('c2', 2, { input: { roomId: 'general', content: 'x' } } as Partial<QueueEntry>);
    expect(shown({ pending: [elsewhere, byAlias] })).toEqual(['m0001 sent', 'm0002 sent', 'c2 sending']);
  });

  it('shows a change of mine before the server has it', () => {
    const edit = {
      ...mine('e1', 1),
      name: 'chat:edit',
      input: { roomId: 'r1', messageId: 'm0002', content: 'new' },
    };
    const remove = { ...mine('d1', 2), name: 'chat:delete', input: { roomId: 'r1', messageId: 'm0001' } };
    const pending = [edit, remove] as QueueEntry[];
    expect(conversationOf(state, { ...empty, pending }, ada).messages).toMatchObject([
      { id: 'm0001', change: 'delete' },
      { id: 'm0002', change: 'edit', content: 'new' },
    ]);
  });

  it('shows an older stretch alone', () => {
    const stretch = { messages: [message(1)], hasOlder: true, hasNewer: true };
    const past = { ...state, messages: [message(9)], stretch };
    const conversation = conversationOf(past, { ...empty, pending: [mine('c1', 1)] }, ada);
    expect(conversation.messages.map(({ id }) => id)).toEqual(['m0001']);
    expect(conversation).toMatchObject({ hasOlder: true, hasNewer: true });
  });

  it('does not show me that I type', () => {
    const typist = (userId: string) => ({ userId, username: userId, until: 1 });
    const typing = { ...state, typing: [typist('ada'), typist('bob')] };
    expect(conversationOf(typing, empty, ada).typing.map(({ userId }) => userId)).toEqual(['bob']);
  });
});
