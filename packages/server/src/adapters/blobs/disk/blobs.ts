/** Contents as files under one folder, spread over subfolders by the end of their key. */
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Blobs } from '../../../kernel/index.ts';

/** It becomes a file's name. */
const KEY = /^[A-Za-z0-9_.-]{1,120}$/;

export function diskBlobs(folder: string): Blobs {
  function placeOf(key: string): string {
    if (!KEY.test(key) || key.startsWith('.')) throw new Error('not the key of a content');
    return join(folder, key.slice(-2).replaceAll('.', '_'), key);
  }

  return {
    async put(key, path) {
      const place = placeOf(key);
      const parent = dirname(place);
      await mkdir(parent, { recursive: true, mode: 0o700 });
      try {
        await synced(path);
        await rename(path, place).catch(async (cause: unknown) => {
          if (codeOf(cause) !== 'EXDEV') throw cause;
          await copyInto(path, place);
        });
      } catch (cause) {
        // Put before, and its place of origin cleared.
        if (codeOf(cause) === 'ENOENT' && (await exists(place))) return;
        throw cause;
      }
      await synced(parent);
    },

    async open(key, range) {
      try {
        const file = await open(placeOf(key));
        return file.createReadStream(range ? { start: range.from, end: range.to } : {});
      } catch (cause) {
        if (codeOf(cause) === 'ENOENT') return null;
        throw cause;
      }
    },

    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

/** From another file system: whole under its name, or not there. */
async function copyInto(path: string, place: string): Promise<void> {
  const partial = `${place}.new`;
  await copyFile(path, partial);
  await synced(partial);
  await rename(partial, place);
  await rm(path, { force: true });
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
