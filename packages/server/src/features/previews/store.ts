/** What was learnt of pages lately. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { run } from '../../platform/db/database.ts';
import type { PagePreview } from './preview.ts';
import type { PreviewTables } from './tables.ts';

type Tx = Kysely<PreviewTables>;

/** Pages by key, of those that were asked for since `since`; null for one that has no preview. */
export async function readLearnt(
  tx: Tx,
  keys: readonly string[],
  since: string,
): Promise<ReadonlyMap<string, PagePreview | null>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('link_previews')
    .select(['key', 'preview'])
    .where('key', 'in', [...keys])
    .where('fetched_at', '>=', since)
    .execute();
  // Written by `learnt` only.
  return new Map(rows.map(({ key, preview }) => [key, preview === null ? null : JSON.parse(preview)]));
}

export function learnt(builder: Tx, key: string, page: PagePreview | null, at: string): Statement {
  const preview = page === null ? null : JSON.stringify(page);
  return run(
    builder
      .insertInto('link_previews')
      .values({ key, preview, fetched_at: at })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ preview, fetched_at: at })),
  );
}

export function forgotten(builder: Tx, before: string): Statement {
  return run(builder.deleteFrom('link_previews').where('fetched_at', '<', before));
}
