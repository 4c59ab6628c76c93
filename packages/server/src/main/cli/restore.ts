/** `parley restore <folder>`: into an empty data directory, and an empty database where DATABASE_URL names one. */
import { storageConfig } from '../../platform/config/server.ts';
import { readManifest } from '../backup/manifest.ts';
import { restoreBackup } from '../backup/restore.ts';
import { allMigrations } from '../migrations.ts';
import { type Command, onlyPath } from './command.ts';
import { targetOf, withDirectory } from './sources.ts';

export const restore: Command = {
  name: 'restore',
  usage: '<folder>',
  summary: 'put a backup into an empty DATA_DIR, and an empty database if DATABASE_URL is set',
  parse(args) {
    const folder = onlyPath(args);
    if (folder === null) return null;
    return async ({ env, progress, path }) => {
      const config = storageConfig(env);
      const from = path(folder);
      const manifest = await readManifest(from);
      const to = {
        dataDir: config.dataDir,
        migrations: allMigrations(),
        open: (staging: string) => targetOf(config, staging),
      };
      await withDirectory(config.dataDir, () => restoreBackup(from, manifest, to, progress));
      progress.say(`Restored what was there at ${manifest.takenAt}. Start the server; clients load anew.`);
    };
  },
};
