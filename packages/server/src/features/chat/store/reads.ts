/** What people have read, and how much is left. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';
import { countMentionsAfter } from './mentions.ts';
import { UNREAD_CAP } from './unread-cap.ts';

type Tx = Kysely<ChatTables>;

/**
 * Messages looked at for one count, the newest first, so that no room costs more, not even one of a million words of one's
 * own: what others said before so many is not counted.
 */
const UNREAD_LOOKED_AT = 10_000;

/** Undeleted messages of the main timeline that others said, with a seq above `after`, in the room `roomId`. */
function countAfter(roomId: RawBuilder<unknown>, after: RawBuilder<unknown>, viewerId: string) {
  return sql<number>`(select cast(count(*) as integer) from (select 1 from (
      select m.thread_id, m.deleted_at, m.user_id, m.type from messages m
      where m.room_id = ${roomId} and m.seq > ${after}
      order by m.seq desc limit ${sql.lit(UNREAD_LOOKED_AT)}) newest
    where newest.thread_id is null and newest.deleted_at is null and newest.user_id <> ${viewerId}
      and newest.type <> 'system' limit ${sql.lit(UNREAD_CAP)}) unread)`;
}

/** Who never read anything is told what was said since they came. */
const sinceRead = sql`case when reads.seq > mine.joined_seq then reads.seq else mine.joined_seq end`;

/** For a query over `rooms` with `mine` (membership) and `reads` joined: what is unread to a member, null to others. */
export function unreadCount(viewerId: string) {
  return sql<number | null>`case when mine.role is null then null
    else ${countAfter(sql`rooms.id`, sinceRead, viewerId)} end`;
}

/** The same of the messages that name them. */
export function mentionCount(viewerId: string) {
  return sql<number | null>`case when mine.role is null then null
    else ${countMentionsAfter(sql`rooms.id`, sinceRead, viewerId)} end`;
}

/** What is left, in numbers. */
export interface Left {
  readonly unread: number;
  readonly mentions: number;
}

export async function countLeft(tx: Tx, roomId: string, after: number, viewerId: string): Promise<Left> {
  const [room, from] = [sql`${roomId}`, sql`${after}`];
  const { rows } = await sql<Left>`select ${countAfter(room, from, viewerId)} as unread,
    ${countMentionsAfter(room, from, viewerId)} as mentions`.execute(tx);
  return rows[0] ?? { unread: 0, mentions: 0 };
}

/** How far somebody has read, and whether others are told; null for who is no member. */
export async function readMark(tx: Tx, roomId: string, userId: string) {
  const row = await tx
    .selectFrom('room_members')
    .leftJoin('reads', (join) =>
      join
        .onRef('reads.room_id', '=', 'room_members.room_id')
        .onRef('reads.user_id', '=', 'room_members.user_id'),
    )
    .leftJoin('chat_preferences', 'chat_preferences.user_id', 'room_members.user_id')
    .select([
      'room_members.joined_seq as joinedSeq',
      'reads.seq as readSeq',
      'reads.held as held',
      'chat_preferences.receipts as receipts',
    ])
    .where('room_members.room_id', '=', roomId)
    .where('room_members.user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { joinedSeq, readSeq, held, receipts } = row;
  return { joinedSeq, readSeq, held: held === 1, tells: receipts !== 0 };
}

export interface Mark {
  readonly userId: string;
  readonly roomId: string;
  readonly messageId: string;
  readonly seq: number;
}

/**
 * Forward only: conflicts when a later message was read meanwhile. What was merely on screen conflicts too where the room
 * was marked unread. `receiptAt` is when, where others are told.
 */
export function markRead(
  builder: Tx,
  mark: Mark & { readonly auto: boolean; readonly receiptAt: string | null },
): Statement {
  const { userId, roomId, messageId, seq, auto, receiptAt } = mark;
  const told = receiptAt === null ? {} : { receipt_seq: seq, receipt_at: receiptAt };
  return run(
    builder
      .insertInto('reads')
      .values({ user_id: userId, room_id: roomId, message_id: messageId, seq, held: 0, ...told })
      .onConflict((conflict) => {
        const later = conflict
          .columns(['user_id', 'room_id'])
          .doUpdateSet({ message_id: messageId, seq, held: 0, ...furthest(told) })
          .where('reads.seq', '<', seq);
        return auto ? later.where('reads.held', '=', 0) : later;
      }),
    1,
  );
}

/** Reading again what was marked unread is no news to others. */
function furthest(told: { receipt_seq?: number; receipt_at?: string }) {
  const { receipt_seq: seq, receipt_at: at } = told;
  if (seq === undefined || at === undefined) return {};
  const isFurther = sql<boolean>`(reads.receipt_seq is null or reads.receipt_seq < ${seq})`;
  return {
    receipt_seq: sql<number>`case when ${isFurther} then ${seq} else reads.receipt_seq end`,
    receipt_at: sql<string>`case when ${isFurther} then ${at} else reads.receipt_at end`,
  };
}

/** Backwards or forwards, and held there until it is read on purpose. What others were told stays. */
export function holdUnread(builder: Tx, { userId, roomId, messageId, seq }: Mark): Statement {
  const held = { message_id: messageId, seq, held: 1 };
  return run(
    builder
      .insertInto('reads')
      .values({ user_id: userId, room_id: roomId, ...held })
      .onConflict((conflict) => conflict.columns(['user_id', 'room_id']).doUpdateSet(held)),
    1,
  );
}
