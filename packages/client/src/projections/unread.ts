/**
 * How many messages of one room a person has not read, and how many of them name that person. The server counts; between two of
 * its counts, events do, without looking at a difference of seqs. A count is true at one seq, so that an event it includes
 * is not counted twice.
 */
import type { Message } from '@parley/contract/features/chat/model';
import { namesMe } from './mentions.ts';

/** What is left to read, as an answer or an event tells it. */
export interface Left {
  readonly unread?: number | undefined;
  readonly mentions?: number | undefined;
}

interface Seen {
  readonly id: string;
  /** Of the event. */
  readonly seq: number;
  /** Of the message, which orders it among messages. */
  readonly messageSeq: number;
  /** Said by somebody else, not deleted, of the main timeline. */
  readonly counts: boolean;
  readonly namesMe: boolean;
}

export interface Unread {
  /** Unread among the messages up to `asOf`. */
  readonly base: number;
  /** Those of them, threads included, that name me. */
  readonly named: number;
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

export function unreadFrom(left: Left, asOf: number, lastReadId: string | null | undefined): Unread {
  return {
    base: left.unread ?? 0,
    named: left.mentions ?? 0,
    asOf,
    since: [],
    lastReadId: lastReadId ?? null,
    lastReadSeq: null,
    uncertain: left.unread === undefined,
  };
}

export function countOf(unread: Unread): { readonly unread: number; readonly mentions: number } {
  let [count, mentions] = [unread.base, unread.named];
  for (const seen of unread.since) {
    if (seen.counts) count += 1;
    if (seen.namesMe) mentions += 1;
  }
  return { unread: count, mentions };
}

/** `seq` is the event's, and after `asOf`: whoever keeps the room's position sees to that. */
export function afterMessage(
  unread: Unread,
  me: string,
  message: Message,
  { seq, live }: { readonly seq: number; readonly live: boolean },
): Unread {
  const counts = countsFor(me, message) && message.deletedAt === null;
  const names = namesMe(message, me, live);
  const seen = { id: message.id, seq, messageSeq: message.seq, counts, namesMe: names === true };
  const since = [...unread.since, seen];
  // Read on another device before it came to this one.
  if (message.id === unread.lastReadId) return readTo({ ...unread, since }, seen);
  return folded({ ...unread, since, uncertain: unread.uncertain || names === 'unknown' });
}

/** Another text names others. */
export function afterEdit(unread: Unread, me: string, message: Message, live: boolean): Unread {
  const names = namesMe(message, me, live);
  const seen = unread.since.find((other) => other.id === message.id);
  if (seen !== undefined) {
    if (seen.namesMe === (names === true) && names !== 'unknown') return unread;
    const since = unread.since.map((other) =>
      other.id === message.id ? { ...other, namesMe: names === true } : other,
    );
    return { ...unread, since, uncertain: unread.uncertain || names === 'unknown' };
  }
  // Whether it was among those counted before, only the server knows.
  if (isRead(unread, message) || (names === false && unread.named === 0)) return unread;
  return { ...unread, uncertain: true };
}

export function afterDeletion(unread: Unread, me: string, message: Message): Unread {
  if (unread.since.some((seen) => seen.id === message.id)) {
    const since = unread.since.map((seen) =>
      seen.id === message.id ? { ...seen, counts: false, namesMe: false } : seen,
    );
    return { ...unread, since };
  }
  // Whether it named me is gone with it.
  const named = unread.named > 0 && message.userId !== me && !isRead(unread, message);
  const doubtful = named ? { ...unread, uncertain: true } : unread;
  if (unread.base === 0 || !countsFor(me, message)) return doubtful;
  const base = isRead(unread, message) ? unread.base : unread.base - 1;
  // Ids of one server rise with time, all but exactly: a guess to show until the server has counted.
  const guessed = unread.lastReadId !== null && unread.lastReadSeq === null;
  return { ...doubtful, base, uncertain: doubtful.uncertain || guessed };
}

/** What the server says of the room is news to nobody, whoever caused it. */
function countsFor(me: string, { userId, threadId, type }: Message): boolean {
  return userId !== me && threadId === undefined && type !== 'system';
}

/** As far as is known here; by age where only the last one's id is. */
function isRead({ lastReadId, lastReadSeq }: Unread, message: Message): boolean {
  if (lastReadSeq !== null) return message.seq <= lastReadSeq;
  return lastReadId !== null && message.id <= lastReadId;
}

/** `left` is what the server counted when it was read; events of other channels may have come before or after. */
export function afterRead(unread: Unread, messageId: string, left: Left): Unread {
  const seen = unread.since.find((other) => other.id === messageId);
  if (seen !== undefined) return readTo({ ...unread, lastReadId: messageId }, seen);
  return told(unread, messageId, left);
}

/** Back to before a message: the server's count stands until it is asked for one with a position. */
export function afterMarkedUnread(unread: Unread, lastReadId: string | null, left: Left): Unread {
  return told(unread, lastReadId, left);
}

function told(unread: Unread, lastReadId: string | null, left: Left): Unread {
  const asOf = unread.since.at(-1)?.seq ?? unread.asOf;
  const known = countOf(unread);
  const count = { unread: left.unread ?? known.unread, mentions: left.mentions ?? known.mentions };
  return { ...unreadFrom(count, asOf, lastReadId), uncertain: true };
}

/** The server's count at `asOf`, with what has been seen since; null when that is too long ago to join the two. */
export function recounted(
  unread: Unread,
  left: Left,
  asOf: number,
  lastReadId: string | null,
): Unread | null {
  if (asOf < unread.asOf) return null;
  const since = unread.since.filter((seen) => seen.seq > asOf);
  return { ...unreadFrom(left, asOf, lastReadId), since };
}

function readTo(unread: Unread, last: Seen): Unread {
  const since = unread.since.filter((seen) => seen.seq > last.seq);
  const read = { base: 0, named: 0, asOf: last.seq, lastReadSeq: last.messageSeq };
  return { ...unread, ...read, since, uncertain: false };
}

function folded(unread: Unread): Unread {
  const [oldest] = unread.since;
  if (unread.since.length <= MAX_SINCE || oldest === undefined) return unread;
  const base = unread.base + (oldest.counts ? 1 : 0);
  const named = unread.named + (oldest.namesMe ? 1 : 0);
  return { ...unread, base, named, asOf: oldest.seq, since: unread.since.slice(1) };
}
