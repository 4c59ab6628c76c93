/**
 * How many messages of one room a person has not read. The server counts; between two of its counts, events do, without
 * looking at a difference of seqs. A count is true at one seq, so that an event it includes is not counted twice.
 */
import type { Message } from '@parley/contract/features/chat/model';

interface Seen {
  readonly id: string;
  /** Of the event. */
  readonly seq: number;
  /** Of the message, which orders it among messages. */
  readonly messageSeq: number;
  /** Said by somebody else, not deleted, of the main timeline. */
  readonly counts: boolean;
}

export interface Unread {
  /** Unread among the messages up to `asOf`. */
  readonly base: number;
  readonly asOf: number;
  /** Messages after `asOf`, by seq. Bounded: the oldest are folded into `base`. */
  readonly since: readonly Seen[];
  readonly lastReadId: string | null;
  /** The seq of the last message read; null while unknown. */
  readonly lastReadSeq: number | null;
  /** The count is a best guess; ask the server. */
  readonly uncertain: boolean;
}

const MAX_SINCE = 500;

export function unreadFrom(
  count: number | undefined,
  asOf: number,
  lastReadId: string | null | undefined,
): Unread {
  return {
    base: count ?? 0,
    asOf,
    since: [],
    lastReadId: lastReadId ?? null,
    lastReadSeq: null,
    uncertain: count === undefined,
  };
}

export function countOf(unread: Unread): number {
  let count = unread.base;
  for (const seen of unread.since) if (seen.counts) count += 1;
  return count;
}

/** `seq` is the event's, and after `asOf`: whoever keeps the room's position sees to that. */
export function afterMessage(unread: Unread, me: string, message: Message, seq: number): Unread {
  const counts = countsFor(me, message) && message.deletedAt === null;
  const seen = { id: message.id, seq, messageSeq: message.seq, counts };
  const since = [...unread.since, seen];
  // Read on another device before it came to this one.
  if (message.id === unread.lastReadId) return readTo({ ...unread, since }, seen);
  return folded({ ...unread, since });
}

export function afterDeletion(unread: Unread, me: string, message: Message): Unread {
  if (unread.since.some((seen) => seen.id === message.id)) {
    const since = unread.since.map((seen) => (seen.id === message.id ? { ...seen, counts: false } : seen));
    return { ...unread, since };
  }
  if (unread.base === 0 || !countsFor(me, message)) return unread;
  if (unread.lastReadId === null) return { ...unread, base: unread.base - 1 };
  if (unread.lastReadSeq !== null) {
    return message.seq > unread.lastReadSeq ? { ...unread, base: unread.base - 1 } : unread;
  }
  // Ids of one server rise with time, all but exactly: a guess to show until the server has counted.
  const base = message.id > unread.lastReadId ? unread.base - 1 : unread.base;
  return { ...unread, base, uncertain: true };
}

/** What the server says of the room is news to nobody, whoever caused it. */
function countsFor(me: string, { userId, threadId, type }: Message): boolean {
  return userId !== me && threadId === undefined && type !== 'system';
}

/** `count` is what the server counted when it was read; events of other channels may have come before or after. */
export function afterRead(unread: Unread, messageId: string, count: number | undefined): Unread {
  const seen = unread.since.find((other) => other.id === messageId);
  if (seen !== undefined) return readTo({ ...unread, lastReadId: messageId }, seen);
  const asOf = unread.since.at(-1)?.seq ?? unread.asOf;
  return { ...unreadFrom(count ?? countOf(unread), asOf, messageId), uncertain: true };
}

/** The server's count at `asOf`, with what has been seen since; null when that is too long ago to join the two. */
export function recounted(
  unread: Unread,
  count: number,
  asOf: number,
  lastReadId: string | null,
): Unread | null {
  if (asOf < unread.asOf) return null;
  const since = unread.since.filter((seen) => seen.seq > asOf);
  return { ...unreadFrom(count, asOf, lastReadId), since };
}

function readTo(unread: Unread, last: Seen): Unread {
  const since = unread.since.filter((seen) => seen.seq > last.seq);
  return { ...unread, base: 0, asOf: last.seq, since, lastReadSeq: last.messageSeq, uncertain: false };
}

function folded(unread: Unread): Unread {
  const [oldest] = unread.since;
  if (unread.since.length <= MAX_SINCE || oldest === undefined) return unread;
  const base = unread.base + (oldest.counts ? 1 : 0);
  return { ...unread, base, asOf: oldest.seq, since: unread.since.slice(1) };
}
