/** Who has read how far, of those who let others know. */
import type { ReadMark } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import { PERSON_COLUMNS } from '../../accounts/public.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** Members by way of the room's own index: reads are kept by person. */
function selectReceipts(tx: Tx, roomId: string) {
  return tx
    .selectFrom('room_members')
    .innerJoin('reads', (join) =>
      join
        .onRef('reads.room_id', '=', 'room_members.room_id')
        .onRef('reads.user_id', '=', 'room_members.user_id'),
    )
    .leftJoin('chat_preferences', 'chat_preferences.user_id', 'room_members.user_id')
    .where('room_members.room_id', '=', roomId)
    .where('reads.receipt_seq', 'is not', null)
    .where((where) =>
      where.or([where('chat_preferences.receipts', 'is', null), where('chat_preferences.receipts', '=', 1)]),
    );
}

export async function readReadMarks(tx: Tx, roomId: string): Promise<readonly ReadMark[]> {
  const rows = await selectReceipts(tx, roomId)
    .select(['reads.user_id as userId', 'reads.receipt_seq as seq', 'reads.receipt_at as at'])
    .orderBy('reads.user_id')
    .execute();
  return rows.map(({ userId, seq, at }) => ({ userId, seq: seq ?? 0, at: at ?? '' }));
}

/** Who has read the message with this seq, its author aside: how many, and the latest. */
export async function readReaders(
  tx: Tx,
  { roomId, seq, authorId }: { readonly roomId: string; readonly seq: number; readonly authorId: string },
  limit: number,
) {
  const readers = selectReceipts(tx, roomId)
    .where('reads.receipt_seq', '>=', seq)
    .where('reads.user_id', '<>', authorId);
  const counted = await readers.select((of) => of.fn.countAll().as('count')).executeTakeFirst();
  const rows = await readers
    .innerJoin('users', 'users.id', 'reads.user_id')
    .select(PERSON_COLUMNS)
    .select('reads.receipt_at as at')
    .orderBy('reads.receipt_at', 'desc')
    .orderBy('reads.user_id')
    .limit(limit)
    .execute();
  return { count: Number(counted?.count ?? 0), rows };
}

/** Others are told unless one says no. */
export async function readTells(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('chat_preferences')
    .select('receipts')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.receipts !== 0;
}

export function saveTells(builder: Tx, userId: string, tells: boolean): Statement {
  const receipts = tells ? 1 : 0;
  return run(
    builder
      .insertInto('chat_preferences')
      .values({ user_id: userId, receipts })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ receipts })),
    1,
  );
}
