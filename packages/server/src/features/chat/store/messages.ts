/** Messages: reading them with their authors' names, and the statements that change them. */
import { type Kysely, sql } from 'kysely';
import type { Param, Statement, StoredEvent } from '../../../kernel/index.ts';
import { insert, type KeptRange, run } from '../../../platform/db/database.ts';
import { type MessageFields, type PlacedMessage, placedJson } from '../message-json.ts';
import type { ChatTables } from '../tables.ts';
import { NO_REACTIONS, type Reactions, readReactions } from './reactions.ts';
import { readThreads, type ThreadSummary } from './threads.ts';

type Tx = Kysely<ChatTables>;

export interface StoredMessage extends PlacedMessage {
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
      'messages.mentions as mentions',
      'messages.client_id as clientId',
      'messages.thread_id as threadId',
      'messages.reply_to as replyTo',
      'messages.created_at as createdAt',
      'messages.edited_at as editedAt',
      'messages.deleted_at as deletedAt',
      'messages.seq as seq',
      'messages.version as version',
      'messages.changed_seq as changedSeq',
      'messages.has_reactions as hasReactions',
      'messages.has_thread as hasThread',
      'messages.pinned_at as pinnedAt',
      'messages.pinned_by as pinnedBy',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

/** The rows with what others put on them: asked for only where there is something. */
async function messagesOf(tx: Tx, rows: readonly Row[]): Promise<StoredMessage[]> {
  const reacted = rows.filter((row) => row.hasReactions === 1).map((row) => row.id);
  const answered = rows.filter((row) => row.hasThread === 1).map((row) => row.id);
  const [reactions, threads] = [await readReactions(tx, reacted), await readThreads(tx, answered)];
  return rows.map((row) =>
    messageOf(row, reactions.get(row.id) ?? NO_REACTIONS, threads.get(row.id) ?? null),
  );
}

function messageOf(row: Row, reactions: Reactions, thread: ThreadSummary | null): StoredMessage {
  const { username, displayName, pinnedAt, pinnedBy, hasReactions: _, hasThread: __, ...rest } = row;
  const pinned = pinnedAt === null || pinnedBy === null ? null : { by: pinnedBy, at: pinnedAt };
  return {
    ...rest,
    username: username ?? NOBODY,
    displayName: displayName ?? NOBODY,
    reactions,
    pinned,
    thread,
  };
}

export async function readMessage(tx: Tx, roomId: string, id: string): Promise<StoredMessage | null> {
  const rows = await selectMessages(tx)
    .where('messages.id', '=', id)
    .where('messages.room_id', '=', roomId)
    .execute();
  const [message] = await messagesOf(tx, rows);
  return message ?? null;
}

/** What a reply or a thread hangs on, as far as it must be known. */
export interface RootRow {
  readonly id: string;
  readonly threadId: string | null;
  readonly userId: string;
  readonly seq: number;
}

export async function readTargets(
  tx: Tx,
  roomId: string,
  ids: readonly string[],
): Promise<readonly RootRow[]> {
  return tx
    .selectFrom('messages')
    .select(['id', 'thread_id as threadId', 'user_id as userId', 'seq'])
    .where('id', 'in', [...ids])
    .where('room_id', '=', roomId)
    .execute();
}

export interface Place {
  readonly id: string;
  readonly seq: number;
}

/** The message right before a place, deleted ones too, which keep theirs. */
export async function readPlaceBefore(tx: Tx, roomId: string, seq: number): Promise<Place | null> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'seq'])
    .where('room_id', '=', roomId)
    .where('seq', '<', seq)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
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

/**
 * Seq of the first message of the time `at` or later; null when there is none. Times rise with seq, as far as the clocks of
 * the nodes agree: so a few seeks along `messages_room_seq` find it, and no index of times is kept for it.
 */
export async function readSeqAt(tx: Tx, roomId: string, at: string): Promise<number | null> {
  const upTo = (seq: number | null) => {
    const all = tx.selectFrom('messages').select(['seq', 'created_at as at']).where('room_id', '=', roomId);
    return (seq === null ? all : all.where('seq', '<=', seq))
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
  };
  const newest = await upTo(null);
  if (newest === undefined || newest.at < at) return null;
  let low = 0;
  let found = newest.seq;
  while (low < found) {
    const middle = Math.floor((low + found) / 2);
    const probe = await upTo(middle);
    if (probe === undefined || probe.at < at) low = middle + 1;
    else found = probe.seq;
  }
  return found;
}

/**
 * Messages with `seq` below `before` (null: the newest), the nearest `limit`, newest first: of a thread, or of the main
 * timeline where `threadId` is null.
 */
export async function readBefore(
  tx: Tx,
  roomId: string,
  threadId: string | null,
  before: number | null,
  limit: number,
) {
  let query = inTimeline(selectMessages(tx), roomId, threadId);
  if (before !== null) query = query.where('messages.seq', '<', before);
  return messagesOf(tx, await query.orderBy('messages.seq', 'desc').limit(limit).execute());
}

/** The same of all timelines of the room. */
export async function readAllBefore(tx: Tx, roomId: string, before: number | null, limit: number) {
  let query = selectMessages(tx).where('messages.room_id', '=', roomId);
  if (before !== null) query = query.where('messages.seq', '<', before);
  return messagesOf(tx, await query.orderBy('messages.seq', 'desc').limit(limit).execute());
}

/** As `readBefore`, with `seq` above `after`, oldest first. */
export async function readAfter(
  tx: Tx,
  roomId: string,
  threadId: string | null,
  after: number,
  limit: number,
) {
  const rows = await inTimeline(selectMessages(tx), roomId, threadId)
    .where('messages.seq', '>', after)
    .orderBy('messages.seq', 'asc')
    .limit(limit)
    .execute();
  return messagesOf(tx, rows);
}

function inTimeline(query: ReturnType<typeof selectMessages>, roomId: string, threadId: string | null) {
  const inRoom = query.where('messages.room_id', '=', roomId);
  return threadId === null
    ? inRoom.where('messages.thread_id', 'is', null)
    : inRoom.where('messages.thread_id', '=', threadId);
}

/** Messages by id; who asks has checked that they may be seen. */
export async function readMessages(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredMessage>> {
  if (ids.length === 0) return new Map();
  const rows = await selectMessages(tx)
    .where('messages.id', 'in', [...ids])
    .execute();
  return new Map((await messagesOf(tx, rows)).map((message) => [message.id, message]));
}

/** The present state of messages, as recovery tells it. */
export async function readMessageJson(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await readMessages(tx, ids))].map(([id, message]) => [id, placedJson(message)]));
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
  return (await messagesOf(tx, rows)).map((message) => ({
    seq: message.seq,
    type: 'chat:message',
    actor: message.userId,
    at: message.createdAt,
    data: placedJson(message),
    entity: { kind: 'message', id: message.id },
  }));
}

/** Always the same columns, so that messages of one batch become one insert; those that name somebody are another. */
export function insertMessage(message: MessageFields, seq: Param): Statement {
  const { mentions } = message;
  return insert('messages', {
    ...(mentions ? { mentions } : {}),
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

/** The event of the change is the write set's `append`-th. */
const changedBy = (append: number) => sql<number>`${{ seqOf: append }}`;
const CHANGED_BY_EVENT = changedBy(0);

/** Conflicts when the message changed since it was read as `read`. The event of it is the write set's `append`-th. */
export function updateMessage(
  builder: Tx,
  read: StoredMessage,
  changed: MessageFields,
  append = 0,
): Statement {
  return run(
    builder
      .updateTable('messages')
      .set({
        content: changed.content,
        metadata: changed.metadata,
        mentions: changed.mentions ?? null,
        edited_at: changed.editedAt,
        deleted_at: changed.deletedAt,
        pinned_at: changed.pinned?.at ?? null,
        pinned_by: changed.pinned?.by ?? null,
        version: read.version + 1,
        changed_seq: append === 0 ? CHANGED_BY_EVENT : changedBy(append),
      })
      .where('id', '=', read.id)
      .where('version', '=', read.version),
    1,
  );
}

/**
 * Somebody reacted, or no longer. Expects only that the message is still there, so that any number of people react at
 * once; an edit decided meanwhile is decided anew.
 */
export function touchReactions(builder: Tx, messageId: string): Statement {
  return run(
    builder
      .updateTable('messages')
      .set({ has_reactions: 1, version: sql<number>`version + 1`, changed_seq: CHANGED_BY_EVENT })
      .where('id', '=', messageId)
      .where('deleted_at', 'is', null),
    1,
  );
}

/** Somebody answered in its thread, or an answer is gone: as with reactions, any number at once. */
export function touchThread(builder: Tx, rootId: string, append = 0): Statement {
  return run(
    builder
      .updateTable('messages')
      .set({ has_thread: 1, version: sql<number>`version + 1`, changed_seq: changedBy(append) })
      .where('id', '=', rootId),
    1,
  );
}

/** Pinned messages of a room, the last pinned first. */
export async function readPinned(tx: Tx, roomId: string, limit: number): Promise<readonly StoredMessage[]> {
  const rows = await selectMessages(tx)
    .where('messages.room_id', '=', roomId)
    .where('messages.pinned_at', 'is not', null)
    .orderBy('messages.pinned_at', 'desc')
    .orderBy('messages.seq', 'desc')
    .limit(limit)
    .execute();
  return messagesOf(tx, rows);
}

export async function countPinned(tx: Tx, roomId: string): Promise<number> {
  const row = await tx
    .selectFrom('messages')
    .select((fields) => fields.fn.countAll<number | string>().as('count'))
    .where('room_id', '=', roomId)
    .where('pinned_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
