/** How much everybody keeps, and all of them together: counters that no write goes past. */
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import type { FileTables } from '../tables.ts';

type Tx = Kysely<FileTables>;

/** Owner of what all keep together. */
export const EVERYBODY = '';

export async function readUsage(tx: Tx, userId: string): Promise<{ mine: number; all: number }> {
  const rows = await tx
    .selectFrom('file_usage')
    .selectAll()
    .where('owner', 'in', [userId, EVERYBODY])
    .execute();
  const of = (owner: string) => rows.find((row) => row.owner === owner)?.bytes ?? 0;
  return { mine: of(userId), all: of(EVERYBODY) };
}

/** Conflicts when it would be more than `quota` then; null is no limit. The first bytes of an owner are the caller's to check. */
export function hold(builder: Tx, owner: string, bytes: number, quota: number | null): Statement {
  const most = quota === null ? sql<boolean>`1 = 1` : sql<boolean>`file_usage.bytes + ${bytes} <= ${quota}`;
  return run(
    builder
      .insertInto('file_usage')
      .values({ owner, bytes })
      .onConflict((conflict) =>
        conflict
          .column('owner')
          .doUpdateSet({ bytes: sql<number>`file_usage.bytes + excluded.bytes` })
          .where(most),
      ),
    1,
  );
}

/** Changes by `bytes`, which may be negative, whatever the limits. */
export function adjust(builder: Tx, userId: string, bytes: number): readonly Statement[] {
  if (bytes === 0) return [];
  return [userId, EVERYBODY].map((owner) => hold(builder, owner, bytes, null));
}
