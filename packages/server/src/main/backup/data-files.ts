/** What a data directory holds beside the database: secrets, and whatever features keep there. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EPOCH_FILE } from '../../adapters/storage/sql/epoch.ts';
import { LOCK_FILE } from '../../adapters/storage/sqlite/lock.ts';
import { DATABASE_FILE } from '../../adapters/storage/sqlite/protocol.ts';
import type { FileEntry } from './manifest.ts';
import type { Progress } from './progress.ts';

/** Where a restore puts things until it is complete. */
export const STAGING_FOLDER = 'restoring';

/** Uploads that are not complete: whoever sends them begins again. */
export const UPLOADS_FOLDER = 'uploads';

/** The database is copied row by row, the lock is a process's own, and the epoch is for the restored server to begin. */
export function isOwnBusiness(entry: string): boolean {
  const own = [LOCK_FILE, EPOCH_FILE, DATABASE_FILE];
  return (
    entry === STAGING_FOLDER ||
    entry === UPLOADS_FOLDER ||
    own.includes(entry) ||
    own.some((name) => entry.startsWith(`${name}-`)) ||
    // Of files that are just being replaced.
    /\.(?:tmp|new)$/.test(entry)
  );
}

/** Whether a restore may go into a directory with these entries. */
export function countsAsEmpty(entries: readonly string[]): boolean {
  const harmless = [LOCK_FILE, `${LOCK_FILE}-journal`, STAGING_FOLDER, 'lost+found'];
  return entries.every((entry) => harmless.includes(entry));
}

/** Files to keep, parts of their paths joined by `/`; what is neither file nor folder (a link) is told, not followed. */
export async function dataFiles(
  dataDir: string,
  skipped: (path: string) => void,
): Promise<readonly string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(join(dataDir, folder), { withFileTypes: true });
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (folder === '' && (isOwnBusiness(entry.name) || entry.name === 'lost+found')) continue;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) found.push(path);
      else skipped(path);
    }
  };
  await visit('');
  return found;
}

/** Copies a file durably with its mode, and says what was copied. The copy must not exist. */
export async function copyFile(
  from: string,
  to: string,
  path: string,
  progress: Progress,
): Promise<FileEntry> {
  const mode = (await lstat(from)).mode & 0o777;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      try {
        progress.step(`${path}: ${bytes} bytes`);
        done(null, chunk);
      } catch (cause) {
        done(cause instanceof Error ? cause : new Error(String(cause)));
      }
    },
  });
  await pipeline(
    createReadStream(from),
    counted,
    createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }),
  );
  await chmod(to, mode);
  return { path, mode, bytes, sha256: hash.digest('hex') };
}
