/** SQL of sample-name: reads, and the statements write sets are made of. */
import type { SampleNameItem } from '@parley/contract/features/sample-name/model';
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { insert } from '../../platform/db/database.ts';
import type { SampleNameItemTable, SampleNameTables } from './tables.ts';

type Tx = Kysely<SampleNameTables>;

export function insertItem(item: SampleNameItem): Statement {
  const { id, text, createdBy, createdAt } = item;
  return insert('sample_name_items', { id, text, created_by: createdBy, created_at: createdAt });
}

/** The newest first, older than `before` when it is given. Ids rise with time. */
export async function readItems(tx: Tx, before: string | null, limit: number): Promise<SampleNameItem[]> {
  const all = tx.selectFrom('sample_name_items').selectAll();
  const rows = await (before === null ? all : all.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toItem);
}

export async function readItemsById(tx: Tx, ids: readonly string[]): Promise<SampleNameItem[]> {
  const rows = await tx
    .selectFrom('sample_name_items')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(toItem);
}

const toItem = (row: SampleNameItemTable): SampleNameItem => ({
  id: row.id,
  text: row.text,
  createdBy: row.created_by,
  createdAt: row.created_at,
});
