/** SQL of saved messages: reads, and the statements write sets are made of. */
import { MAX_SAVED, SAVED_KNOWN } from '@parley/contract/features/saved/limits';
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { atMost } from '../../platform/db/at-most.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { SavedTable, SavedTables } from './tables.ts';

type Tx = Kysely<SavedTables>;

/** The latest saved first, older than `before` where it is given. */
export async function readSaved(
  tx: Tx,
  userId: string,
  before: number | null,
  limit: number,
): Promise<readonly SavedTable[]> {
  const mine = tx.selectFrom('saved_messages').selectAll().where('user_id', '=', userId);
  const older = before === null ? mine : mine.where('seq', '<', before);
  return older.orderBy('seq', 'desc').limit(limit).execute();
}

export async function readSavedOne(tx: Tx, userId: string, messageId: string): Promise<SavedTable | null> {
  const row = await tx
    .selectFrom('saved_messages')
    .selectAll()
    .where('user_id', '=', userId)
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  return row ?? null;
}

export async function countSaved(tx: Tx, userId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('saved_messages')
    .select((select) => select.fn.countAll().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The latest of those that are not among the latest `SAVED_KNOWN`; null when there are no more than that. */
export async function readNextKnown(tx: Tx, userId: string): Promise<SavedTable | null> {
  const row = await tx
    .selectFrom('saved_messages')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('seq', 'desc')
    .limit(1)
    .offset(SAVED_KNOWN)
    .executeTakeFirst();
  return row ?? null;
}

/** Conflicts when it is saved by now, or there are too many. */
export function insertSaved(builder: Tx, userId: string, messageId: string, at: string): Statement[] {
  const named = { user_id: userId, message_id: messageId };
  return [
    insert('saved_messages', { ...named, saved_at: at, seq: { seqOf: 0 } }),
    // The bound reads this table only, whatever tables the builder is for.
    atMost(builder as unknown as Kysely<never>, 'saved_messages', named, MAX_SAVED),
  ];
}

/** Conflicts when it is gone, or `next` is no longer what `readNextKnown` answers. */
export function deleteSaved(builder: Tx, saved: SavedTable, next: SavedTable | null): Statement {
  const known = sql<string>`coalesce((select message_id from saved_messages others where others.user_id = ${saved.user_id}
    order by others.seq desc limit 1 offset ${sql.lit(SAVED_KNOWN)}), '')`;
  return run(
    builder
      .deleteFrom('saved_messages')
      .where('user_id', '=', saved.user_id)
      .where('message_id', '=', saved.message_id)
      .where(known, '=', next?.message_id ?? ''),
    1,
  );
}
