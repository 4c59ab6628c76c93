/** Which pictures there are, and which messages show them. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { PreviewTables } from './tables.ts';

type Tx = Kysely<PreviewTables>;

/** Those of them that may be shown. */
export async function readReady(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('preview_pictures')
    .select('id')
    .where('id', 'in', [...ids])
    .where('state', '=', 'ready')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function readShownBy(tx: Tx, messageId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('preview_uses')
    .select('picture_id')
    .where('message_id', '=', messageId)
    .execute();
  return rows.map((row) => row.picture_id);
}

export function insertPicture(id: string, at: string): Statement {
  return insert('preview_pictures', { id, state: 'ready', used_at: at });
}

/** From what a message showed to what it shows. Conflicts when one of the latter is being removed. */
export function showPictures(
  builder: Tx,
  messageId: string,
  {
    before,
    after,
    at,
  }: { readonly before: readonly string[]; readonly after: readonly string[]; readonly at: string },
): Statement[] {
  const gone = before.filter((id) => !after.includes(id));
  const come = after.filter((id) => !before.includes(id)).sort();
  return [
    ...(gone.length === 0 ? [] : [dropUses(builder, messageId, gone)]),
    ...come.flatMap((id) => [
      // Whoever would remove it meanwhile finds it used just now: both meet at this row.
      run(
        builder
          .updateTable('preview_pictures')
          .set({ used_at: at })
          .where('id', '=', id)
          .where('state', '=', 'ready'),
        1,
      ),
      insert('preview_uses', { message_id: messageId, picture_id: id }),
    ]),
  ];
}

function dropUses(builder: Tx, messageId: string, ids: readonly string[]): Statement {
  return run(
    builder
      .deleteFrom('preview_uses')
      .where('message_id', '=', messageId)
      .where('picture_id', 'in', [...ids]),
    ids.length,
  );
}

/** Pictures that no message shows and none came to since `before`, at most `limit`. */
export async function readUnused(tx: Tx, before: string, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('preview_pictures')
    .select('id')
    .where((where) => unused(where, before))
    .orderBy('used_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Conflicts when one of them is shown again, or given up by another node. */
export function giveUpUnused(builder: Tx, ids: readonly string[], before: string): Statement {
  return run(
    builder
      .updateTable('preview_pictures')
      .set({ state: 'orphan' })
      .where('id', 'in', [...ids])
      .where((where) => unused(where, before)),
    ids.length,
  );
}

export function deleteOrphans(builder: Tx, ids: readonly string[]): Statement {
  return run(
    builder
      .deleteFrom('preview_pictures')
      .where('id', 'in', [...ids])
      .where('state', '=', 'orphan'),
  );
}

function unused(where: ExpressionBuilder<PreviewTables, 'preview_pictures'>, before: string) {
  return where.and([
    where('state', '=', 'ready'),
    where('used_at', '<', before),
    where.not(
      where.exists(
        where
          .selectFrom('preview_uses')
          .select('picture_id')
          .whereRef('preview_uses.picture_id', '=', 'preview_pictures.id'),
      ),
    ),
  ]);
}
