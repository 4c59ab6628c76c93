/**
 * A message as JSON, encoded in one place: live events, recovery, history and answers give the same bytes, keys in the
 * same order and `seq` last, where the log's writer puts it.
 */

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
  readonly clientId: string | null;
  readonly threadId: string | null;
  readonly replyTo: string | null;
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
}

/** Without `seq` while it isn't known yet. Reactions are a part of a message that no command can add so far. */
export function messageJson(message: MessageFields, seq?: number): string {
  const { id, roomId, userId, username, displayName, type, content, metadata } = message;
  const { clientId, threadId, replyTo, createdAt, editedAt, deletedAt } = message;
  // The metadata, between the two, is JSON already.
  const before = JSON.stringify({ id, roomId, userId, username, displayName, type, content });
  const after = JSON.stringify({
    clientId: clientId ?? undefined,
    threadId: threadId ?? undefined,
    replyTo: replyTo ?? undefined,
    reactions: {},
    createdAt,
    editedAt,
    deletedAt,
    seq,
  });
  return `${before.slice(0, -1)},"metadata":${metadata},${after.slice(1)}`;
}
