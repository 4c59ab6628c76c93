/** Writes a backup: a folder with a manifest, a compressed file of lines per table, and the files of the data directory. */
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { TransferSource, TransferTable } from '../../adapters/storage/sql/transfer.ts';
import { copyFile, dataFiles } from './data-files.ts';
import {
  FILES_FOLDER,
  type FileEntry,
  MANIFEST_FILE,
  manifestText,
  TABLES_FOLDER,
  type TableEntry,
} from './manifest.ts';
import type { Progress } from './progress.ts';
import { Summing } from './row-lines.ts';

/** What stands under `to` is a whole backup or nothing; only its owner can read it. `to` must not exist. */
export async function writeBackup(
  source: TransferSource,
  dataDir: string,
  to: string,
  progress: Progress,
): Promise<void> {
  if (existsSync(to))
    throw new Error(`${to} exists. Name a folder that does not: no backup is ever overwritten.`);
  const within = relative(dataDir, to);
  if (!within.startsWith('..'))
    throw new Error(`${to} is inside the data directory. Name a folder outside it.`);
  const partial = `${to}.partial-${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(partial), { recursive: true });
  await mkdir(partial, { mode: 0o700 });
  try {
    const takenAt = new Date().toISOString();
    const migrations = await source.migrations();
    const tables = await writeTables(source, join(partial, TABLES_FOLDER), progress);
    const files = await writeFiles(dataDir, join(partial, FILES_FOLDER), progress);
    const text = manifestText({
      takenAt,
      dialect: source.dialect,
      migrations: [...migrations],
      tables,
      files,
    });
    await writeFile(join(partial, MANIFEST_FILE), text, { mode: 0o600, flush: true });
    await syncFolder(partial);
    await rename(partial, to);
    await syncFolder(dirname(to));
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw cause;
  }
}

async function writeTables(
  source: TransferSource,
  folder: string,
  progress: Progress,
): Promise<TableEntry[]> {
  await mkdir(folder, { mode: 0o700 });
  const entries: TableEntry[] = [];
  for (const table of await source.tables()) {
    const entry = await writeTable(source, table, join(folder, `${table.name}.ndjson.gz`), progress);
    progress.say(`${table.name}: ${entry.rows} rows`);
    entries.push(entry);
  }
  await syncFolder(folder);
  return entries;
}

async function writeTable(
  source: TransferSource,
  table: TransferTable,
  path: string,
  progress: Progress,
): Promise<TableEntry> {
  const summing = new Summing();
  let bytes = 0;
  async function* lines(): AsyncGenerator<Buffer> {
    for await (const rows of source.rows(table)) {
      const text = Buffer.from(summing.add(rows));
      bytes += text.length;
      progress.step(`${table.name}: ${summing.rows} rows`);
      yield text;
    }
  }
  await pipeline(
    Readable.from(lines()),
    createGzip({ level: 3 }),
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { name: table.name, columns: [...table.columns], bytes, ...summing.sum() };
}

async function writeFiles(dataDir: string, folder: string, progress: Progress): Promise<FileEntry[]> {
  const skipped = (path: string) => progress.say(`Left out, as it is neither file nor folder: ${path}`);
  const entries: FileEntry[] = [];
  for (const path of await dataFiles(dataDir, skipped)) {
    try {
      entries.push(await copyFile(join(dataDir, path), join(folder, path), path, progress));
    } catch (cause) {
      // Deleted by the server since it was listed.
      const gone = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
      if (!gone || existsSync(join(dataDir, path))) throw cause;
    }
  }
  progress.say(`files: ${entries.length}`);
  return entries;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
