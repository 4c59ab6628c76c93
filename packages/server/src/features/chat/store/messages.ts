/** Messages: reading them with their authors' names, and the statements that change them. */
import { type Kysely, sql } from 'kysely';
import type { Param, Statement, StoredEvent } from '../../../kernel/index.ts';
import { insert, type KeptRange, run } from '../../../platform/db/database.ts';
import { type MessageFields, messageJson } from '../message-json.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

export interface StoredMessage extends MessageFields {
  readonly seq: number;
  readonly version: number;
}

/** Whoever wrote it may be gone from `users` one day; what they said remains. */
const NOBODY = '';

function selectMessages(tx: Tx) {
  return tx
    .selectFrom('messages')
    .leftJoin('users', 'users.id', 'messages.user_id')
    .select([
      'messages.id as id',
      'messages.room_id as roomId',
      'messages.user_id as userId',
      'users.username as username',
      'users.display_name as displayName',
      'messages.type as type',
      'messages.content as content',
      'messages.metadata as metadata',
      'messages.client_id as clientId',
      'messages.thread_id as threadId',
      'messages.reply_to as replyTo',
      'messages.created_at as createdAt',
      'messages.edited_at as editedAt',
      'messages.deleted_at as deletedAt',
      'messages.seq as seq',
      'messages.version as version',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

function messageOf(row: Row): StoredMessage {
  return { ...row, username: row.username ?? NOBODY, displayName: row.displayName ?? NOBODY };
}

export async function readMessage(tx: Tx, roomId: string, id: string): Promise<StoredMessage | null> {
  const row = await selectMessages(tx)
    .where('messages.id', '=', id)
    .where('messages.room_id', '=', roomId)
    .executeTakeFirst();
  return row ? messageOf(row) : null;
}

/** What a reply or a thread hangs on, as far as it must be checked. */
export async function readTargets(tx: Tx, roomId: string, ids: readonly string[]) {
  return tx
    .selectFrom('messages')
    .select(['id', 'thread_id as threadId'])
    .where('id', 'in', [...ids])
    .where('room_id', '=', roomId)
    .execute();
}

export async function readSeq(tx: Tx, roomId: string, id: string): Promise<number | null> {
  const row = await tx
    .selectFrom('messages')
    .select('seq')
    .where('id', '=', id)
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  return row?.seq ?? null;
}

/** Messages with `seq` below `before` (null: the newest), the nearest `limit`, newest first. */
export async function readBefore(tx: Tx, roomId: string, before: number | null, limit: number) {
  let query = selectMessages(tx).where('messages.room_id', '=', roomId);
  if (before !== null) query = query.where('messages.seq', '<', before);
  const rows = await query.orderBy('messages.seq', 'desc').limit(limit).execute();
  return rows.map(messageOf);
}

/** Messages with `seq` above `after`, the nearest `limit`, oldest first. */
export async function readAfter(tx: Tx, roomId: string, after: number, limit: number) {
  const rows = await selectMessages(tx)
    .where('messages.room_id', '=', roomId)
    .where('messages.seq', '>', after)
    .orderBy('messages.seq', 'asc')
    .limit(limit)
    .execute();
  return rows.map(messageOf);
}

/** The present state of messages, as recovery tells it. */
export async function readMessageJson(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await selectMessages(tx)
    .where('messages.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, messageJson(messageOf(row), row.seq)]));
}

/** What was said in a range of the room's seqs, as the events that saying it was; each message as it is now. */
export async function readSaid(
  tx: Tx,
  roomId: string,
  { after, upTo, maxBytes }: KeptRange,
): Promise<readonly StoredEvent[]> {
  const before = sql<number>`sum(length(content) + length(metadata)) over (order by seq) - length(content) - length(metadata)`;
  const sized = tx
    .selectFrom('messages')
    .select(['id', before.as('before')])
    .where('room_id', '=', roomId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo);
  const rows = await selectMessages(tx)
    .innerJoin(sized.as('sized'), 'sized.id', 'messages.id')
    .where('sized.before', '<', maxBytes)
    .orderBy('messages.seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    type: 'chat:message',
    actor: row.userId,
    at: row.createdAt,
    data: messageJson(messageOf(row), row.seq),
    entity: { kind: 'message', id: row.id },
  }));
}

/** Always the same columns, so that messages of one batch become one insert. */
export function insertMessage(message: MessageFields, seq: Param): Statement {
  return insert('messages', {
    id: message.id,
    room_id: message.roomId,
    seq,
    user_id: message.userId,
    type: message.type,
    content: message.content,
    metadata: message.metadata,
    client_id: message.clientId,
    thread_id: message.threadId,
    reply_to: message.replyTo,
    created_at: message.createdAt,
  });
}

/** Conflicts when the message changed since it was read as `read`. */
export function updateMessage(builder: Tx, read: StoredMessage, changed: MessageFields): Statement {
  return run(
    builder
      .updateTable('messages')
      .set({
        content: changed.content,
        metadata: changed.metadata,
        edited_at: changed.editedAt,
        deleted_at: changed.deletedAt,
        version: read.version + 1,
      })
      .where('id', '=', read.id)
      .where('version', '=', read.version),
    1,
  );
}
