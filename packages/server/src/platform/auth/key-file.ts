/** Keeps the signing keys in DATA_DIR, readable by the server's own user only. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatedKey } from './keys.ts';

const Keys = z.object({
  keys: z.array(
    z.object({
      kid: z.string().min(1),
      secret: z.string().min(32),
      createdAt: z.number().int().nonnegative(),
    }),
  ),
});

export interface KeyFile {
  load(): DatedKey[];
  /** Durable when it returns; a crash leaves either the old file or the new one. */
  save(keys: readonly DatedKey[]): void;
}

export function keyFile(dataDir: string): KeyFile {
  const path = join(dataDir, 'keys.json');
  return {
    load() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (cause) {
        if (isMissing(cause)) return [];
        throw new Error(`The signing keys in ${path} can't be read.`, { cause });
      }
      if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
      return parse(path, text);
    },
    save(keys) {
      const fresh = `${path}.new`;
      const file = openSync(fresh, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify({ keys }));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      chmodSync(fresh, 0o600);
      renameSync(fresh, path);
    },
  };
}

function parse(path: string, text: string): DatedKey[] {
  try {
    return Keys.parse(JSON.parse(text)).keys;
  } catch (cause) {
    throw new Error(
      `${path} is damaged. Restore it from a backup, or delete it: everyone then signs in again.`,
      {
        cause,
      },
    );
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
