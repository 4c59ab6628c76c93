/** A bound on how many rows one person owns, held inside the write set that would pass it. */
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { run } from './database.ts';

/**
 * To stand behind the insert of a row in `table`, which `row` names together with its `user_id`: conflicts when its owner has
 * more than `limit` there, so that the command is decided anew and finds it full.
 */
export function atMost(
  builder: Kysely<never>,
  table: string,
  row: Readonly<Record<'user_id', string>> & Readonly<Record<string, string>>,
  limit: number,
): Statement {
  const name = sql.table(table);
  const named = Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  const query = sql`update ${name} set user_id = user_id where ${sql.join(named, sql` and `)}
    and (select count(*) from ${name} mine where mine.user_id = ${row.user_id}) <= ${sql.lit(limit)}`;
  return run({ compile: () => query.compile(builder) }, 1);
}
