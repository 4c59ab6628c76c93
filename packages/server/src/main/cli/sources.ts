/** Which database a command works on: the one the server would use. Only the driver needed is loaded. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferSource, TransferTarget } from '../../adapters/storage/sql/transfer.ts';
import { loadSqlite, sqliteLibrary } from '../../adapters/storage/sqlite/library.ts';
import { lockDirectory } from '../../adapters/storage/sqlite/lock.ts';
import { DATABASE_FILE } from '../../adapters/storage/sqlite/protocol.ts';
import type { StorageConfig } from '../../platform/config/server.ts';

type Where = Pick<StorageConfig, 'databaseUrl' | 'dataDir'>;

export async function sourceOf({ databaseUrl, dataDir }: Where): Promise<TransferSource> {
  if (databaseUrl === undefined) {
    const { openSqliteSource } = await import('../../adapters/storage/sqlite/transfer-source.ts');
    return openSqliteSource(dataDir);
  }
  const { openPostgresSource } = await import('../../adapters/storage/postgres/transfer-source.ts');
  return openPostgresSource(databaseUrl);
}

/** A database file is made in `staging` first. */
export async function targetOf({ databaseUrl, dataDir }: Where, staging: string): Promise<TransferTarget> {
  if (databaseUrl !== undefined) return postgresTarget(databaseUrl);
  const { openSqliteTarget } = await import('../../adapters/storage/sqlite/transfer-target.ts');
  return openSqliteTarget(join(staging, DATABASE_FILE), join(dataDir, DATABASE_FILE));
}

export async function postgresTarget(url: string): Promise<TransferTarget> {
  const { openPostgresTarget } = await import('../../adapters/storage/postgres/transfer-target.ts');
  return openPostgresTarget(url);
}

/** Keeps servers and other commands out of the directory meanwhile. Throws `DirectoryInUse`. */
export async function withDirectory<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dataDir, { recursive: true });
  const lock = lockDirectory(await loadSqlite(sqliteLibrary()), dataDir);
  try {
    return await work();
  } finally {
    lock.close();
  }
}
