/** Puts a backup into an empty data directory, and an empty database where it is PostgreSQL's. */
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beginEpoch, EPOCH_FILE } from '../../adapters/storage/sql/epoch.ts';
import type { NamedMigration } from '../../adapters/storage/sql/tables.ts';
import { CommitUnknown, TargetNotEmpty, type TransferTarget } from '../../adapters/storage/sql/transfer.ts';
import { BackupDamaged } from './damaged.ts';
import { copyFile, countsAsEmpty, isOwnBusiness, STAGING_FOLDER } from './data-files.ts';
import { fill } from './fill.ts';
import { FILES_FOLDER, type FileEntry, type Manifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { tableRows } from './read.ts';

export interface RestoreTo {
  /** Locked by the caller for as long as this runs. */
  readonly dataDir: string;
  readonly migrations: readonly NamedMigration[];
  /** Opens the target; a database file is made in `staging`. */
  open(staging: string): Promise<TransferTarget>;
}

/**
 * All of it or nothing, and an error that says so where a lost PostgreSQL leaves either possible. The database comes last:
 * until it is there, the directory holds nothing a server would miss.
 */
export async function restoreBackup(
  folder: string,
  manifest: Manifest,
  { dataDir, migrations, open }: RestoreTo,
  progress: Progress,
): Promise<void> {
  if (!countsAsEmpty(await readdir(dataDir))) throw new TargetNotEmpty(`The data directory ${dataDir}`);
  const staging = join(dataDir, STAGING_FOLDER);
  // Of a restore that was killed.
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  let target: TransferTarget | null = null;
  try {
    target = await open(staging);
    await stageFiles(folder, manifest.files, join(staging, FILES_FOLDER), progress);
    const incoming = {
      ...manifest,
      rows: (table: { readonly name: string }) => {
        const entry = manifest.tables.find(({ name }) => name === table.name);
        if (!entry) throw new BackupDamaged(`the table ${table.name} is missing`);
        return tableRows(folder, entry);
      },
    };
    await fill(target, migrations, incoming, progress);
    await beginEpoch(target.schema, staging);
    await publish(staging, dataDir, manifest.files, target);
  } catch (cause) {
    await target?.abandon();
    throw cause;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function stageFiles(
  folder: string,
  files: readonly FileEntry[],
  staging: string,
  progress: Progress,
): Promise<void> {
  for (const file of files) {
    if (isOwnBusiness(file.path.split('/')[0] ?? ''))
      throw new BackupDamaged(`${file.path} is no file of a backup`);
    const to = join(staging, file.path);
    const copied = await copyFile(join(folder, FILES_FOLDER, file.path), to, file.path, progress).catch(
      (cause: unknown) => {
        const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
        throw missing ? new BackupDamaged(`the file ${file.path} is missing`) : cause;
      },
    );
    if (copied.sha256 !== file.sha256)
      throw new BackupDamaged(`the file ${file.path} is not what was written`);
    await chmod(to, file.mode);
  }
  progress.say(`files: ${files.length}`);
}

async function publish(
  staging: string,
  dataDir: string,
  files: readonly FileEntry[],
  target: TransferTarget,
): Promise<void> {
  const before = await readdir(dataDir);
  try {
    for (const { path } of files) {
      await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
      await rename(join(staging, FILES_FOLDER, path), join(dataDir, path));
    }
    await rename(join(staging, EPOCH_FILE), join(dataDir, EPOCH_FILE));
    await target.finish();
  } catch (cause) {
    // Its files stay: they belong to what the database may hold.
    if (cause instanceof CommitUnknown) {
      throw cause.advising(
        `If there are, all is restored: start the server. If not, empty ${dataDir} and restore again.`,
      );
    }
    // The directory was empty: what is new in it is ours.
    for (const entry of await readdir(dataDir)) {
      if (!before.includes(entry)) await rm(join(dataDir, entry), { recursive: true, force: true });
    }
    throw cause;
  }
}
