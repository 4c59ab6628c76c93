/** Many rows as one prepared statement whatever their number: each column is an array that the server unnests. */
import type { Shape } from '../sql/shapes.ts';
import type { SqlValue, Step } from '../sql/steps.ts';
import { textOf } from '../sql/steps.ts';
import type { Connection } from './connection.ts';

type InsertStep = Extract<Step, { kind: 'insert' }>;

const COLUMNS = `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
  where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`;

/** Knows the columns' types of every table written; migrations run before the first, so they never change. */
export class InsertStatements {
  readonly #sql = new Map<Shape, string>();

  async insert(connection: Connection, { shape, rows }: InsertStep): Promise<void> {
    let sql = this.#sql.get(shape);
    if (sql === undefined) {
      sql = await statementFor(connection, shape);
      this.#sql.set(shape, sql);
    }
    await connection.query(sql, byColumn(shape.columns, rows));
  }
}

async function statementFor(connection: Connection, { table, columns }: Shape): Promise<string> {
  const { rows } = await connection.query(COLUMNS, [quoted(table)]);
  const types = new Map(rows.map((row) => [textOf(row, 'name'), textOf(row, 'type')]));
  const arrays = columns.map((column, index) => {
    const type = types.get(column);
    // Left to the server, whose words say what is missing.
    return type === undefined ? `$${index + 1}` : `$${index + 1}::${type}[]`;
  });
  const names = columns.map(quoted).join(', ');
  return `insert into ${quoted(table)} (${names}) select * from unnest(${arrays.join(', ')})`;
}

function byColumn(columns: readonly string[], rows: InsertStep['rows']): SqlValue[][] {
  return columns.map((_, index) => rows.map((row) => row[index] ?? null));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
