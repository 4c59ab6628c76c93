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
  const { clientId, threadId, replyTo, editedAt, deletedAt } = message;
  return (
    `{"id":${quoted(message.id)},"roomId":${quoted(message.roomId)},"userId":${quoted(message.userId)}` +
    `,"username":${quoted(message.username)},"displayName":${quoted(message.displayName)}` +
    `,"type":${quoted(message.type)},"content":${quoted(message.content)},"metadata":${message.metadata}` +
    (clientId === null ? '' : `,"clientId":${quoted(clientId)}`) +
    (threadId === null ? '' : `,"threadId":${quoted(threadId)}`) +
    (replyTo === null ? '' : `,"replyTo":${quoted(replyTo)}`) +
    `,"reactions":{},"createdAt":${quoted(message.createdAt)}` +
    `,"editedAt":${quoted(editedAt)},"deletedAt":${quoted(deletedAt)}` +
    (seq === undefined ? '}' : `,"seq":${seq}}`)
  );
}

function quoted(value: string | null): string {
  return JSON.stringify(value);
}
