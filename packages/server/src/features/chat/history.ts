/** Stretches of a room's history. A cursor is the id of the message at the stretch's end. */
import type { Kysely } from 'kysely';
import { refuse } from '../../kernel/index.ts';
import { readAfter, readBefore, readSeq, readSeqAt, type StoredMessage } from './store/messages.ts';
import type { ChatTables } from './tables.ts';

export type Stretch =
  | { readonly kind: 'latest' }
  | { readonly kind: 'before' | 'after' | 'around'; readonly messageId: string }
  /** Around the first message of that time (ISO 8601) or later. */
  | { readonly kind: 'at'; readonly at: string };

export interface HistoryPage {
  /** Oldest first. */
  readonly messages: readonly StoredMessage[];
  /** Goes on in the direction asked for (older, unless `after` was): its id there. Null at the end. */
  readonly next: string | null;
}

export function stretchOf(input: {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
  readonly at?: string | undefined;
}): Stretch {
  const asked = (['before', 'after', 'around', 'at'] as const).filter((kind) => input[kind] !== undefined);
  const [kind] = asked;
  if (kind === undefined) return { kind: 'latest' };
  if (asked.length > 1)
    refuse('INVALID', 'Ask for messages before, after or around one or a time, not for several.');
  const given = input[kind] ?? '';
  // As times are kept, so that they compare as text.
  if (kind === 'at') return { kind, at: new Date(given).toISOString() };
  return { kind, messageId: given };
}

/** Of a thread, or of the main timeline where `threadId` is null. */
export async function readHistory(
  tx: Kysely<ChatTables>,
  roomId: string,
  threadId: string | null,
  stretch: Stretch,
  limit: number,
): Promise<HistoryPage> {
  if (stretch.kind === 'latest') return latest(tx, roomId, threadId, limit);
  if (stretch.kind === 'at') {
    const seq = await readSeqAt(tx, roomId, stretch.at);
    return seq === null ? latest(tx, roomId, threadId, limit) : around(tx, roomId, threadId, seq, limit);
  }
  const seq = await seqOrRefuse(tx, roomId, stretch.messageId);
  switch (stretch.kind) {
    case 'before':
      return olderPage(await readBefore(tx, roomId, threadId, seq, limit + 1), limit);
    case 'after': {
      const found = await readAfter(tx, roomId, threadId, seq, limit + 1);
      const messages = found.slice(0, limit);
      return { messages, next: found.length > limit ? (messages.at(-1)?.id ?? null) : null };
    }
    case 'around':
      return around(tx, roomId, threadId, seq, limit);
  }
}

async function latest(
  tx: Kysely<ChatTables>,
  roomId: string,
  threadId: string | null,
  limit: number,
): Promise<HistoryPage> {
  return olderPage(await readBefore(tx, roomId, threadId, null, limit + 1), limit);
}

async function around(
  tx: Kysely<ChatTables>,
  roomId: string,
  threadId: string | null,
  seq: number,
  limit: number,
): Promise<HistoryPage> {
  // The message itself is counted among the newer half, so that it is there whatever the limit.
  const newer = await readAfter(tx, roomId, threadId, seq - 1, Math.ceil(limit / 2));
  const room = limit - newer.length;
  const older = olderPage(await readBefore(tx, roomId, threadId, seq, room + 1), room);
  const messages = [...older.messages, ...newer];
  return { messages, next: older.next === null ? null : (messages[0]?.id ?? null) };
}

/** `found` is newest first, one more than `limit` when there are older ones. */
function olderPage(found: readonly StoredMessage[], limit: number): HistoryPage {
  const messages = found.slice(0, limit).reverse();
  return { messages, next: found.length > limit ? (messages[0]?.id ?? found[0]?.id ?? null) : null };
}

async function seqOrRefuse(tx: Kysely<ChatTables>, roomId: string, messageId: string): Promise<number> {
  // A tombstone keeps its place, so a cursor never goes stale. PostgreSQL can't even look for a NUL.
  const seq = messageId.includes('\0') ? null : await readSeq(tx, roomId, messageId);
  return seq ?? refuse('NOT_FOUND', 'There is no such message in this room.');
}
