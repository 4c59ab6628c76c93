/** Reads the database of a data directory in one snapshot, beside a server that may be writing it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NoDatabase, type TransferSource } from '../sql/transfer.ts';
import { loadSqlite, sqliteLibrary } from './library.ts';
import { DATABASE_FILE } from './protocol.ts';
import { migrationsOf, tableReader } from './table-reader.ts';

/** Throws `NoDatabase`. */
export async function openSqliteSource(dataDir: string): Promise<TransferSource> {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) throw new NoDatabase(dataDir);
  const Database = await loadSqlite(sqliteLibrary());
  const db = new Database(path, { readOnly: true, timeout: 10_000 });
  try {
    // The first read fixes the snapshot, which the write-ahead log keeps for as long as this transaction lasts.
    db.exec('begin deferred');
    const had = migrationsOf(db, dataDir);
    return {
      dialect: 'sqlite',
      ...tableReader(db),
      migrations: async () => had,
      close: async () => db.close(),
    };
  } catch (cause) {
    db.close();
    throw cause;
  }
}
