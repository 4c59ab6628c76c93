import { describe, expect, it } from 'vitest';
import { shownProgress } from './receipt-model.ts';

const said = (seq: number, userId = 'me', more: { deletedAt?: string; type?: 'system' } = {}) => ({
  id: `m${seq}`,
  userId,
  seq,
  type: more.type ?? ('text' as const),
  delivery: 'sent' as const,
  deletedAt: more.deletedAt ?? null,
});

type Said = ReturnType<typeof said>;

const shown = (messages: readonly Said[], receipts: Parameters<typeof shownProgress>[0]['receipts']) =>
  messages.map((message) => {
    // Only these fields are read of them.
    const conversation = { messages, receipts } as unknown as Parameters<typeof shownProgress>[0];
    return message.userId === 'me' ? shownProgress(conversation, message) : null;
  });

const reached = (readSeq: number, deliveredSeq: number) => ({ ben: { readSeq, readAt: null, deliveredSeq } });

describe('how far my messages have come', () => {
  const four = [said(1), said(2), said(3, 'ben'), said(4), said(5)];

  it('is said once for those that have come as far, at the last', () => {
    expect(shown(four, {})).toEqual([null, null, null, null, 'sent']);
    expect(shown(four, reached(5, 5))).toEqual([null, null, null, null, 'read']);
  });

  it('is said where it changes', () => {
    expect(shown(four, reached(1, 4))).toEqual(['read', null, null, 'delivered', 'sent']);
    expect(shown(four, reached(4, 4))).toEqual([null, null, null, 'read', 'sent']);
  });

  it('looks past what was deleted and what is no message of mine', () => {
    const late = [
      said(1),
      said(2, 'me', { deletedAt: '2026-01-01T00:00:00.000Z' }),
      said(3, 'me', { type: 'system' }),
    ];
    expect(shown(late, {})[0]).toBe('sent');
  });
});
