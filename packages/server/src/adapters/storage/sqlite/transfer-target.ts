/** Fills a new database file. It stands under another name until it is complete. */
import { renameSync, rmSync } from 'node:fs';
import { Kysely } from 'kysely';
import { migrateSchema, upTo } from '../sql/migrate.ts';
import type { SqlValue } from '../sql/steps.ts';
import { kernelMigrations } from '../sql/tables.ts';
import { type PutRows, quoted, type TransferTarget } from '../sql/transfer.ts';
import { dialectOver, type Line } from './kysely.ts';
import { loadSqlite, type Sqlite, sqliteLibrary } from './library.ts';
import { type FlatRows, flatten } from './protocol.ts';
import { tableReader } from './table-reader.ts';

/** `path` must not exist; `finish` renames it to `becomes`. */
export async function openSqliteTarget(path: string, becomes: string): Promise<TransferTarget> {
  const Database = await loadSqlite(sqliteLibrary());
  const db = new Database(path);
  // Foreign keys are checked once, at the end. The journal stays small: all pages are new.
  db.exec('pragma synchronous = full; pragma foreign_keys = off; begin immediate');
  const schema = new Kysely<unknown>({ dialect: dialectOver(() => new NestedLine(db)) });
  const reader = tableReader(db);

  const put: PutRows = async (table, pieces) => {
    db.exec(`delete from ${quoted(table.name)}`);
    const places = table.columns.map(() => '?').join(', ');
    const statement = db.prepare(
      `insert into ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) values (${places})`,
    );
    for await (const rows of pieces) for (const row of rows) statement.run(...row);
  };

  return {
    ...reader,
    schema,
    migrate: async (list, only) => {
      const all = [...kernelMigrations('sqlite'), ...list];
      await migrateSchema(schema, only ? upTo(all, only) : all, async () => undefined);
    },
    replace: async (fill) => {
      await fill(put);
      refuseDangling(db);
    },
    finish: async () => {
      refuseDangling(db);
      db.exec('commit');
      // Kept in the file: the server and readers beside it expect it so.
      db.exec('pragma journal_mode = wal');
      db.close();
      renameSync(path, becomes);
    },
    abandon: async () => {
      try {
        db.close();
      } catch {
        // Closed already.
      }
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    },
  };
}

function refuseDangling(db: Sqlite): void {
  const [row] = db.prepare('pragma foreign_key_check').all();
  if (row) throw new Error(`The rows refer to others that are not there: ${JSON.stringify(row)}`);
}

/** Kysely's transactions as savepoints of the one that fills the database. */
class NestedLine implements Line {
  readonly #db: Sqlite;

  constructor(db: Sqlite) {
    this.#db = db;
  }

  async query(sql: string, params: readonly SqlValue[]): Promise<FlatRows> {
    // SQLite gives no other kinds of values.
    const rows = this.#db.prepare(sql).all(...params) as Record<string, SqlValue>[];
    return flatten(rows);
  }

  async begin(): Promise<void> {
    this.#db.exec('savepoint nested');
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (how === 'rollback') this.#db.exec('rollback to nested');
    this.#db.exec('release nested');
  }
}
