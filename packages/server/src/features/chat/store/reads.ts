/** What people have read, and how much is left. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** Counting stops here: `1000` on the wire means that many or more, and no absence costs more than this. */
export const UNREAD_CAP = 1_000;

/** Undeleted messages of the main timeline that others said, with a seq above `after`, in the room `roomId`. */
function countAfter(roomId: RawBuilder<unknown>, after: RawBuilder<unknown>, viewerId: string) {
  return sql<number>`(select cast(count(*) as integer) from (select 1 from messages m where m.room_id = ${roomId}
    and m.seq > ${after} and m.thread_id is null and m.deleted_at is null and m.user_id <> ${viewerId}
    and m.type <> 'system' limit ${sql.lit(UNREAD_CAP)}) unread)`;
}

/**
 * For a query over `rooms` with `mine` (membership) and `reads` joined: what is unread to a member, null to others.
 * Who never read anything is told what was said since they came.
 */
export function unreadCount(viewerId: string) {
  const after = sql`case when reads.seq > mine.joined_seq then reads.seq else mine.joined_seq end`;
  return sql<number | null>`case when mine.role is null then null
    else ${countAfter(sql`rooms.id`, after, viewerId)} end`;
}

export async function countUnread(tx: Tx, roomId: string, after: number, viewerId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`select ${countAfter(sql`${roomId}`, sql`${after}`, viewerId)}
    as unread`.execute(tx);
  return rows[0]?.unread ?? 0;
}

/** Seq of the last message read, or of joining when nothing was read since; null for who is no member. */
export async function readMark(tx: Tx, roomId: string, userId: string) {
  const row = await tx
    .selectFrom('room_members')
    .leftJoin('reads', (join) =>
      join
        .onRef('reads.room_id', '=', 'room_members.room_id')
        .onRef('reads.user_id', '=', 'room_members.user_id'),
    )
    .select(['room_members.joined_seq as joinedSeq', 'reads.seq as readSeq'])
    .where('room_members.room_id', '=', roomId)
    .where('room_members.user_id', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

/** Forward only: conflicts when a later message was read meanwhile. */
export function markRead(
  builder: Tx,
  mark: {
    readonly userId: string;
    readonly roomId: string;
    readonly messageId: string;
    readonly seq: number;
  },
): Statement {
  const { userId, roomId, messageId, seq } = mark;
  return run(
    builder
      .insertInto('reads')
      .values({ user_id: userId, room_id: roomId, message_id: messageId, seq })
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'room_id'])
          .doUpdateSet({ message_id: messageId, seq })
          .where('reads.seq', '<', seq),
      ),
    1,
  );
}
