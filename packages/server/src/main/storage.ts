/** Picks the storage: PostgreSQL where an address is given, else SQLite in DATA_DIR. Only the one used is loaded. */
import type { Storage, StorageOptions } from '../adapters/storage/sql/storage.ts';

export async function openStorage(url: string | undefined, options: StorageOptions): Promise<Storage> {
  if (url === undefined) {
    const { openSqlite } = await import('../adapters/storage/sqlite/open.ts');
    return openSqlite(options);
  }
  const { openPostgres } = await import('../adapters/storage/postgres/open.ts');
  return openPostgres({ ...options, url });
}
