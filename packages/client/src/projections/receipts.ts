/** How far a message of mine has come: who has it, who has read it, as far as is told. */
import type { ReadMark } from '@parley/contract/features/chat/model';
import type { ChannelSignal } from '../channels/events.ts';
import { dataOf } from '../channels/events.ts';

/** How far one other person has come, and when they last read on. */
export interface Reached {
  readonly readSeq: number;
  /** ISO 8601; null when only delivery was told. */
  readonly readAt: string | null;
  readonly deliveredSeq: number;
}

/** userId -> how far. */
export type Receipts = Readonly<Record<string, Reached>>;

export const NO_RECEIPTS: Receipts = {};
const NOWHERE: Reached = { readSeq: 0, readAt: null, deliveredSeq: 0 };

/** What the server vouches for replaces what was told of reading; of delivery it keeps nothing. */
export function withReadMarks(known: Receipts, marks: readonly ReadMark[]): Receipts {
  const delivered = Object.entries(known).map(
    ([userId, { deliveredSeq }]) => [userId, { ...NOWHERE, deliveredSeq }] as const,
  );
  const receipts: Record<string, Reached> = Object.fromEntries(delivered);
  for (const { userId, seq, at } of marks) {
    receipts[userId] = { ...NOWHERE, ...receipts[userId], readSeq: seq, readAt: at };
  }
  return receipts;
}

/** Only forwards: what is told late is known already. */
export function afterReceipt(known: Receipts, signal: ChannelSignal): Receipts {
  if (signal.type === 'chat:read') {
    const { userId, seq } = dataOf<'chat:read'>(signal);
    const before = known[userId] ?? NOWHERE;
    if (seq === undefined || seq <= before.readSeq) return known;
    return { ...known, [userId]: { ...before, readSeq: seq, readAt: signal.at } };
  }
  if (signal.type === 'chat:delivered') {
    const { userId, seq } = dataOf<'chat:delivered'>(signal);
    const before = known[userId] ?? NOWHERE;
    if (seq <= before.deliveredSeq) return known;
    return { ...known, [userId]: { ...before, deliveredSeq: seq } };
  }
  return known;
}

export type Progress = 'sent' | 'delivered' | 'read';

/** Of a message with this seq that the server has: the furthest that anybody but `me` has come. */
export function progressOf(receipts: Receipts, me: string, seq: number): Progress {
  let progress: Progress = 'sent';
  for (const [userId, { readSeq, deliveredSeq }] of Object.entries(receipts)) {
    if (userId === me) continue;
    if (readSeq >= seq) return 'read';
    if (deliveredSeq >= seq) progress = 'delivered';
  }
  return progress;
}
