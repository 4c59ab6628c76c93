/**
 * A message as JSON, encoded in one place: live events, recovery, history and answers give the same bytes, keys in the
 * same order and `seq` last, where the log's writer puts it.
 */
import type { Reactions } from './store/reactions.ts';
import type { ThreadSummary } from './store/threads.ts';

export interface MessageFields {
  readonly id: string;
  readonly roomId: string;
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  readonly type: string;
  readonly content: string;
  /** JSON object. */
  readonly metadata: string;
  /** JSON of the contract's `Mentions`; none when it names nobody. */
  readonly mentions?: string | null;
  readonly clientId: string | null;
  readonly threadId: string | null;
  readonly replyTo: string | null;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
  /** What others put on it. */
  readonly reactions: Reactions;
  readonly pinned: Pinned | null;
  /** Null until somebody answers in a thread of it. */
  readonly thread: ThreadSummary | null;
}

export interface Pinned {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A message with its places in the room's log. */
export interface PlacedMessage extends MessageFields {
  readonly seq: number;
  /** Of the event that changed it last; null since it was said. */
  readonly changedSeq: number | null;
}

/** As it is now. */
export function placedJson(message: PlacedMessage): string {
  return messageJson(message, message.seq, message.changedSeq);
}

/** Without `seq` while it isn't known yet, and without `changedSeq` while that isn't: each is the last property then. */
export function messageJson(message: MessageFields, seq?: number, changedSeq?: number | null): string {
  const { id, roomId, userId, username, displayName, type, content, metadata } = message;
  const { clientId, threadId, replyTo, reactions, pinned, thread, createdAt, editedAt, deletedAt } = message;
  // The metadata and the mentions, between the two, are JSON already.
  const before = JSON.stringify({ id, roomId, userId, username, displayName, type, content });
  const after = JSON.stringify({
    clientId: clientId ?? undefined,
    threadId: threadId ?? undefined,
    replyTo: replyTo ?? undefined,
    reactions: reactions.reactions,
    reactionCounts: reactions.reactionCounts,
    pinned: pinned ?? undefined,
    thread: thread ?? undefined,
    createdAt,
    editedAt,
    deletedAt,
    seq,
    changedSeq: changedSeq ?? undefined,
  });
  const mentions = message.mentions ? `"mentions":${message.mentions},` : '';
  return `${before.slice(0, -1)},"metadata":${metadata},${mentions}${after.slice(1)}`;
}
