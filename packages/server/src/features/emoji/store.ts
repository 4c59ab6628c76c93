/** SQL of emoji: reads, and the statements write sets are made of. */
import type { CustomEmoji } from '@parley/contract/features/emoji/model';
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { EmojiTable, EmojiTables } from './tables.ts';

type Tx = Kysely<EmojiTables>;
/** A picture that is an emoji. */
export type NamedRow = EmojiTable & { readonly name: string };

function selectNamed(tx: Tx) {
  return tx.selectFrom('custom_emoji').selectAll().where('name', 'is not', null).$castTo<NamedRow>();
}

/** By name, from behind `after`; all of them without a limit. */
export async function readEmoji(
  tx: Tx,
  after: string | null,
  limit: number | null,
): Promise<readonly NamedRow[]> {
  let query = selectNamed(tx).orderBy('name');
  if (after !== null) query = query.where('name', '>', after);
  if (limit !== null) query = query.limit(limit);
  return query.execute();
}

export async function readEmojiById(tx: Tx, id: string): Promise<NamedRow | null> {
  return (await selectNamed(tx).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function isNamed(tx: Tx, name: string): Promise<boolean> {
  const row = await tx.selectFrom('custom_emoji').select('id').where('name', '=', name).executeTakeFirst();
  return row !== undefined;
}

export async function countEmoji(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('custom_emoji')
    .select(({ fn }) => fn.count<number | bigint | string>('name').as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Whether the picture is one that nobody may show: it can go. */
export async function isNameless(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('custom_emoji').select('name').where('id', '=', id).executeTakeFirst();
  return row !== undefined && row.name === null;
}

export function insertPicture(row: Omit<EmojiTable, 'name'>): Statement {
  return insert('custom_emoji', { ...row, name: null });
}

/** Conflicts where the name is taken, the picture is gone, or there are `limit` already. */
export function nameEmoji(builder: Tx, id: string, name: string, limit: number): Statement {
  const count = sql<number>`(select count(other.name) from custom_emoji other)`;
  return run(
    builder
      .updateTable('custom_emoji')
      .set({ name })
      .where('id', '=', id)
      .where('name', 'is', null)
      .where(count, '<', limit),
    1,
  );
}

/** Conflicts where somebody took it away already. */
export function takeName(builder: Tx, id: string): Statement {
  return run(
    builder
      .updateTable('custom_emoji')
      .set({ name: null })
      .where('id', '=', id)
      .where('name', 'is not', null),
    1,
  );
}

export function deleteNameless(builder: Tx, id: string): Statement {
  return run(builder.deleteFrom('custom_emoji').where('id', '=', id).where('name', 'is', null));
}

export function showEmoji(row: NamedRow): CustomEmoji {
  const { id, name, created_by: createdBy, created_at: createdAt } = row;
  return { id, name, url: `/api/emoji/${id}`, createdBy, createdAt };
}
