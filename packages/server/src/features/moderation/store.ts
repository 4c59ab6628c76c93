/** SQL of reports: reads, and the statements that write sets are made of. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { ModerationTables, ReportTable } from './tables.ts';

type Tx = Kysely<ModerationTables>;

/** Reports with the names of those they are about, by and resolved by; whoever is gone has none. */
function selectReports(tx: Tx) {
  return tx
    .selectFrom('reports as report')
    .leftJoin('users as author', 'author.id', 'report.author_id')
    .leftJoin('users as reporter', 'reporter.id', 'report.reporter_id')
    .leftJoin('users as resolver', 'resolver.id', 'report.resolved_by')
    .selectAll('report')
    .select([
      'author.username as authorUsername',
      'author.display_name as authorName',
      'reporter.username as reporterUsername',
      'reporter.display_name as reporterName',
      'resolver.username as resolverUsername',
      'resolver.display_name as resolverName',
    ]);
}

export type ReportRow = Awaited<ReturnType<ReturnType<typeof selectReports>['execute']>>[number];

/** The latest first: ids rise with time. */
export async function readReports(
  tx: Tx,
  page: { readonly open: boolean; readonly before: string | null; readonly limit: number },
): Promise<readonly ReportRow[]> {
  let query = selectReports(tx).where('report.open_key', page.open ? 'is not' : 'is', null);
  if (page.before !== null) query = query.where('report.id', '<', page.before);
  return query.orderBy('report.id', 'desc').limit(page.limit).execute();
}

export async function readReportsById(tx: Tx, ids: readonly string[]): Promise<readonly ReportRow[]> {
  if (ids.length === 0) return [];
  return selectReports(tx)
    .where('report.id', 'in', [...ids])
    .execute();
}

export async function readOpenOfMessage(tx: Tx, messageId: string): Promise<readonly ReportRow[]> {
  return selectReports(tx)
    .where('report.message_id', '=', messageId)
    .where('report.open_key', 'is not', null)
    .orderBy('report.id')
    .execute();
}

/** Of one person since then, the oldest first, at most `limit`. */
export async function readRecentTimes(tx: Tx, reporterId: string, since: string, limit: number) {
  const rows = await tx
    .selectFrom('reports')
    .select('created_at')
    .where('reporter_id', '=', reporterId)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.created_at).reverse();
}

export async function isOpen(tx: Tx, key: string): Promise<boolean> {
  const row = await tx.selectFrom('reports').select('id').where('open_key', '=', key).executeTakeFirst();
  return row !== undefined;
}

export function openKey(reporterId: string, messageId: string): string {
  return `${reporterId} ${messageId}`;
}

/** Conflicts when the same person has one of the same message open. */
export function insertReport(report: ReportTable): Statement {
  return insert('reports', { ...report });
}

/** Conflicts when somebody else resolved it. */
export function resolveReport(
  builder: Tx,
  id: string,
  resolution: Pick<ReportTable, 'outcome' | 'resolution' | 'resolved_by' | 'resolved_at'>,
): Statement {
  return run(
    builder
      .updateTable('reports')
      .set({ ...resolution, open_key: null })
      .where('id', '=', id)
      .where('open_key', 'is not', null),
    1,
  );
}
