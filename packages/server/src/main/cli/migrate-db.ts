/**
 * `parley migrate-db`: from the database in DATA_DIR into the empty PostgreSQL one that TO_DATABASE_URL names. `--to <url>`
 * says the same where everybody on the machine can read it (`ps`), password and all.
 */
import { settleEpoch } from '../../adapters/storage/sql/epoch.ts';
import { CommitUnknown } from '../../adapters/storage/sql/transfer.ts';
import { moveConfig, storageConfig } from '../../platform/config/server.ts';
import { fill } from '../backup/fill.ts';
import type { Progress } from '../backup/progress.ts';
import { allMigrations } from '../migrations.ts';
import type { Command } from './command.ts';
import { postgresTarget, sourceOf, withDirectory } from './sources.ts';

export const migrateDb: Command = {
  name: 'migrate-db',
  usage: '[--to postgres://user@host/database]',
  summary:
    'move the database in DATA_DIR into the empty PostgreSQL one that TO_DATABASE_URL names; stop the server first',
  parse(args) {
    const given = args.length === 0 ? {} : target(args);
    if (given === null) return null;
    return async ({ env, progress }) => {
      const { databaseUrl, dataDir } = storageConfig(env);
      const url = moveConfig({ ...env, ...given });
      if (databaseUrl !== undefined) {
        throw new Error(
          'DATABASE_URL is set, so this server uses PostgreSQL already. Unset it to move the database in DATA_DIR.',
        );
      }
      // A wrong DATA_DIR is told before anything is made there.
      await (await sourceOf({ databaseUrl, dataDir })).close();
      await withDirectory(dataDir, () => move(dataDir, url, progress));
      progress.say(
        `Moved. Set DATABASE_URL to the new address and start the server with the same DATA_DIR. Its parley.db is as it was: delete it when you no longer want it.`,
      );
    };
  },
};

function target([option, url, ...more]: readonly string[]): { readonly TO_DATABASE_URL: string } | null {
  if (option !== '--to' || url === undefined || more.length > 0) return null;
  return URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol)
    ? { TO_DATABASE_URL: url }
    : null;
}

async function move(dataDir: string, url: string, progress: Progress): Promise<void> {
  const source = await sourceOf({ databaseUrl: undefined, dataDir });
  try {
    const target = await postgresTarget(url);
    try {
      const migrations = await source.migrations();
      const tables = await source.tables();
      const incoming = { migrations, tables, rows: source.rows };
      await fill(target, allMigrations(), incoming, progress);
      // The epoch goes on: the log is the same row by row, and nobody could append. Raising its mark in the file, before the
      // commit, fences the old database: a server started on that one again begins an epoch of its own.
      await settleEpoch(target.schema, dataDir);
      await target.finish();
    } catch (cause) {
      await target.abandon();
      if (!(cause instanceof CommitUnknown)) throw cause;
      throw cause.advising(
        'If there are, all is moved: set DATABASE_URL and start the server. If not, nothing is: run this again.',
      );
    }
  } finally {
    await source.close();
  }
}
