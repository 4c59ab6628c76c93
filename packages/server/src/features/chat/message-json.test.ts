/** One encoding of a message, wherever it is told. */
import { Message } from '@parley/contract/features/chat/model';
import { describe, expect, it } from 'vitest';
import { spliceSeq } from '../../kernel/index.ts';
import { type MessageFields, messageJson } from './message-json.ts';

const fields: MessageFields = {
  id: 'm1',
  roomId: 'r1',
  userId: 'u1',
  username: 'ada',
  displayName: 'Ada "the" \\ first\n\u2028',
  type: 'text',
  content: 'a"b\\c\u0007 \ud83c\udf75 </script>',
  metadata: '{"mood":["fine",1]}',
  clientId: null,
  threadId: null,
  replyTo: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  reactions: { reactions: {} },
  pinned: null,
  thread: null,
};

describe('messageJson', () => {
  it('gives the same bytes whether the seq is known or spliced in later', () => {
    expect(spliceSeq(messageJson(fields), 'seq', 7)).toBe(messageJson(fields, 7));
  });

  it('is what the contract says, with every character as it was', () => {
    const full = { ...fields, clientId: 'c"1', threadId: 't1', replyTo: 'p1', editedAt: fields.createdAt };
    expect(Message.parse(JSON.parse(messageJson(full, 7)))).toEqual({
      ...full,
      metadata: { mood: ['fine', 1] },
      reactions: {},
      pinned: undefined,
      thread: undefined,
      seq: 7,
    });
  });

  it('leaves out what is not there', () => {
    const parsed = JSON.parse(messageJson(fields, 7));
    for (const key of ['clientId', 'threadId', 'replyTo']) expect(parsed).not.toHaveProperty(key);
    expect(Message.safeParse(parsed).success).toBe(true);
  });
});
