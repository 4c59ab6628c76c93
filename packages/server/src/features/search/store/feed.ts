/** What happened in rooms since they were indexed: messages by their seq, changes of them by the log. */
import { type Kysely, sql } from 'kysely';
import { roomChannelOf } from '../../chat/public.ts';
import type { Indexable } from '../documents.ts';
import type { SearchTables } from '../tables.ts';

type Tx = Kysely<SearchTables>;

export interface RoomBehind {
  readonly roomId: string;
  readonly head: number;
  /** First seq the log still has. */
  readonly oldest: number;
  /** Null when it never was indexed. */
  readonly done: number | null;
  readonly pass: number;
}

const ROOMS = 'room:';

function selectRooms(tx: Tx) {
  return tx
    .selectFrom('channels')
    .leftJoin('derived_search_rooms as progress', (join) =>
      join.on('progress.room_id', '=', sql`substr(channels.id, ${sql.lit(ROOMS.length + 1)})`),
    )
    .select([
      sql<string>`substr(channels.id, ${sql.lit(ROOMS.length + 1)})`.as('roomId'),
      'channels.head_seq as head',
      'channels.oldest_seq as oldest',
      'progress.done_seq as done',
      'progress.pass_seq as pass',
    ])
    .where('channels.id', '>=', ROOMS)
    .where('channels.id', '<', 'room;');
}

/** Rooms with something to index, those with the least of it first: they are done soon. */
export async function readBehind(tx: Tx, limit: number): Promise<readonly RoomBehind[]> {
  const behind = sql<number>`channels.head_seq - coalesce(progress.done_seq, 0)`;
  const rows = await selectRooms(tx).where(behind, '>', 0).orderBy(behind).limit(limit).execute();
  return rows.map((row) => ({ ...row, pass: row.pass ?? 0 }));
}

/** How many messages and changes are not indexed yet, at most. */
export async function countBehind(tx: Tx): Promise<number> {
  const { rows } = await sql<{ behind: number }>`select
    cast(coalesce(sum(behind), 0) as bigint) as behind from (
      select channels.head_seq - coalesce(progress.done_seq, 0) as behind from channels
      left join derived_search_rooms progress on progress.room_id = substr(channels.id, ${sql.lit(ROOMS.length + 1)})
      where channels.id >= ${ROOMS} and channels.id < 'room;') rooms`.execute(tx);
  return rows[0]?.behind ?? 0;
}

export async function readRoomBehind(tx: Tx, roomId: string): Promise<RoomBehind | null> {
  const row = await selectRooms(tx).where('channels.id', '=', roomChannelOf(roomId)).executeTakeFirst();
  return row === undefined ? null : { ...row, pass: row.pass ?? 0 };
}

export interface FeedMessage extends Indexable {
  readonly seq: number;
  readonly userId: string;
  readonly editedAt: string | null;
  readonly deletedAt: string | null;
}

function selectMessages(tx: Tx) {
  return tx
    .selectFrom('messages')
    .select([
      'id',
      'seq',
      'user_id as userId',
      'type',
      'content',
      'metadata',
      'thread_id as threadId',
      'created_at as createdAt',
      'edited_at as editedAt',
      'deleted_at as deletedAt',
    ]);
}

/** What was said after `done`, oldest first. */
export async function readSaidAfter(
  tx: Tx,
  roomId: string,
  done: number,
  limit: number,
): Promise<readonly FeedMessage[]> {
  return selectMessages(tx)
    .where('room_id', '=', roomId)
    .where('seq', '>', done)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

export interface Change {
  readonly seq: number;
  readonly messageId: string;
}

/** Changes of messages after `after` as the log has them, oldest first. */
export async function readChangesAfter(
  tx: Tx,
  roomId: string,
  after: number,
  limit: number,
): Promise<readonly Change[]> {
  const rows = await tx
    .selectFrom('log')
    .select(['seq', 'entity_id as messageId'])
    .where('channel', '=', roomChannelOf(roomId))
    .where('seq', '>', after)
    .where('entity_kind', '=', 'message')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.flatMap(({ seq, messageId }) => (messageId === null ? [] : [{ seq, messageId }]));
}

export async function readMessages(
  tx: Tx,
  roomId: string,
  ids: readonly string[],
): Promise<readonly FeedMessage[]> {
  if (ids.length === 0) return [];
  return selectMessages(tx)
    .where('room_id', '=', roomId)
    .where('id', 'in', [...ids])
    .execute();
}
