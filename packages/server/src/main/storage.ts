/** Picks the storage: PostgreSQL where an address is given, else SQLite in DATA_DIR. Only the one used is loaded. */
import { wireError } from '@parley/contract/kernel/errors';
import type { Storage, StorageOptions } from '../adapters/storage/sql/storage.ts';
import { Refused } from '../kernel/index.ts';
import type { Logger } from '../platform/logging.ts';

export async function openStorage(
  url: string | undefined,
  log: Logger,
  options: StorageOptions,
): Promise<Storage> {
  if (url === undefined) {
    const { openSqlite } = await import('../adapters/storage/sqlite/open.ts');
    return openSqlite(options);
  }
  const { openPostgres } = await import('../adapters/storage/postgres/open.ts');
  const unavailable = (cause: Error) => {
    log.warn({ err: cause }, 'the database could not be read');
    return new Refused(UNAVAILABLE, cause);
  };
  return openPostgres({ ...options, url, unavailable });
}

const UNAVAILABLE = wireError('UNAVAILABLE', 'The server can’t look this up right now. Try again.', {
  retryAfterMs: 1000,
});
