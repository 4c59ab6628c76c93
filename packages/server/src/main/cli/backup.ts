/** `parley backup <folder>`: beside a running server, of one moment. */
import { mkdir } from 'node:fs/promises';
import { storageConfig } from '../../platform/config/server.ts';
import { writeBackup } from '../backup/write.ts';
import { type Command, onlyPath } from './command.ts';
import { sourceOf } from './sources.ts';

export const backup: Command = {
  name: 'backup',
  usage: '<folder>',
  summary: 'copy everything into a new folder, while the server runs or not',
  parse(args) {
    const folder = onlyPath(args);
    if (folder === null) return null;
    return async ({ env, progress, path }) => {
      const config = storageConfig(env);
      const to = path(folder);
      const source = await sourceOf(config);
      try {
        // With PostgreSQL there may be nothing else to keep.
        await mkdir(config.dataDir, { recursive: true });
        await writeBackup(source, config.dataDir, to, progress);
      } finally {
        await source.close();
      }
      progress.say(`The backup is in ${to}. It holds secrets: keep it where only you can read it.`);
    };
  },
};
