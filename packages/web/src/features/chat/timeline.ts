/**
 * The rows of a conversation: messages grouped by person, a line per day, a line where reading stopped. Rows keep their
 * keys and heights when older messages come before them, so that loading never moves the line being read.
 */
import type { ShownMessage } from '@parley/client/projections/conversation';

export type Row =
  /** Before the very first message. */
  | { readonly kind: 'start'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string }
  /** `head` shows who speaks and when; the others follow it. */
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: ShownMessage;
      readonly head: boolean;
    };

export interface TimelineOptions {
  readonly me: string;
  readonly hasOlder: boolean;
  /** Key of the message the unread line stands before; null without one. */
  readonly unreadBefore: string | null;
  /** Messages that were once the first loaded: they stay heads, whatever comes before them. */
  readonly heads: ReadonlySet<string>;
  readonly dayOf: (at: number) => number;
}

/** A person's messages closer together than this stand under one name. */
export const GROUP_MS = 5 * 60_000;

/** Mine keep their key when the server gives them an id. */
export function keyOf(message: ShownMessage, me: string): string {
  return message.userId === me && message.clientId !== undefined ? `mine:${message.clientId}` : message.id;
}

export function timelineOf(messages: readonly ShownMessage[], options: TimelineOptions): readonly Row[] {
  const rows: Row[] = [];
  if (!options.hasOlder) rows.push({ kind: 'start', key: 'start' });
  let previous: Timed | null = null;
  // Each time is read once: there may be a hundred thousand.
  for (const message of messages) {
    const key = keyOf(message, options.me);
    const at = Date.parse(message.createdAt);
    const now: Timed = { message, at, day: options.dayOf(at) };
    // With older ones still to come, the first day's line would move: it comes with them.
    const newDay = previous === null ? !options.hasOlder : previous.day !== now.day;
    if (newDay) rows.push({ kind: 'day', key: `day:${now.day}`, at: message.createdAt });
    const unread = key === options.unreadBefore;
    if (unread) rows.push({ kind: 'unread', key: 'unread' });
    const head = newDay || unread || previous === null || options.heads.has(key) || !continues(previous, now);
    rows.push({ kind: 'message', key, message, head });
    previous = now;
  }
  return rows;
}

interface Timed {
  readonly message: ShownMessage;
  readonly at: number;
  readonly day: number;
}

function continues(before: Timed, now: Timed): boolean {
  const [previous, message] = [before.message, now.message];
  return (
    previous.userId === message.userId &&
    previous.type !== 'system' &&
    message.type !== 'system' &&
    message.replyTo === undefined &&
    now.at - before.at < GROUP_MS
  );
}

/**
 * Where the unread line stands when a conversation is opened: before the first message by somebody else after the last
 * one read. Null when nothing is unread, or nothing was ever read: then all of it is new.
 */
export function unreadStart(
  messages: readonly ShownMessage[],
  room: { readonly unread?: number | undefined; readonly lastReadId?: string | null | undefined },
  me: string,
): string | null {
  if (room.lastReadId === undefined || room.lastReadId === null || (room.unread ?? 0) === 0) return null;
  const last = messages.findIndex((message) => message.id === room.lastReadId);
  const first = messages
    .slice(last + 1)
    .find((message) => message.userId !== me && message.deletedAt === null);
  return first === undefined ? null : keyOf(first, me);
}

/** Messages by others after the one seen last, for the pill that leads to them. */
export function newSince(messages: readonly ShownMessage[], seenKey: string | null, me: string): number {
  if (seenKey === null) return 0;
  let count = 0;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined || keyOf(message, me) === seenKey) return count;
    if (message.userId !== me && message.deletedAt === null) count += 1;
  }
  // What was seen is no longer loaded: a stretch of history is shown, and how many are new can't be told.
  return 0;
}
