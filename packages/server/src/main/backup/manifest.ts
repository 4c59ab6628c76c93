/** What a backup says of itself: which Parley can read it, and what must be in it. Written last, read first. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupDamaged } from './damaged.ts';

export const MANIFEST_FILE = 'manifest.json';
export const TABLES_FOLDER = 'tables';
export const FILES_FOLDER = 'files';
const FORMAT = 'parley-backup';
const FORMAT_VERSION = 1;

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

/** A file's place under DATA_DIR, parts joined by `/`: never one that leads out of it or that means something else. */
function isInside(path: string): boolean {
  return path
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part));
}

const Body = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  takenAt: z.iso.datetime(),
  dialect: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string().min(1)).min(1),
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1), rows: count, bytes: count, sha256 })),
  files: z.array(
    z.strictObject({
      path: z.string().min(1).max(1_000).refine(isInside, 'leads out of the data directory'),
      mode: z.int().min(0).max(0o777),
      bytes: count,
      sha256,
    }),
  ),
});

export type Manifest = z.output<typeof Body>;
export type TableEntry = Manifest['tables'][number];
export type FileEntry = Manifest['files'][number];

/** The manifest's text, with a sum of its own. */
export function manifestText(body: Omit<Manifest, 'format' | 'version'>): string {
  const whole = { format: FORMAT, version: FORMAT_VERSION, ...body };
  return `${JSON.stringify({ ...whole, sum: sumOf(whole) }, null, 2)}\n`;
}

function sumOf(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

/** Throws in words for whoever restores. */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST_FILE), 'utf8');
  } catch (cause) {
    throw new Error(
      `${folder} is no Parley backup: it has no ${MANIFEST_FILE} that can be read. Name the folder that "backup" made.`,
      { cause },
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BackupDamaged(`${MANIFEST_FILE} is not JSON`);
  }
  if (typeof parsed !== 'object' || parsed === null) throw new BackupDamaged(`${MANIFEST_FILE} is no object`);
  const { sum, ...body } = parsed as Record<string, unknown>;
  if (body.format !== FORMAT) throw new Error(`${folder} is no Parley backup.`);
  if (body.version !== FORMAT_VERSION) {
    throw new Error(
      `The backup is of format ${String(body.version)}, and this Parley reads format ${FORMAT_VERSION}. Restore it with the Parley that made it, or a newer one.`,
    );
  }
  const checked = Body.safeParse(body);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new BackupDamaged(`in ${MANIFEST_FILE}, ${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (sum !== sumOf(body)) throw new BackupDamaged(`${MANIFEST_FILE} was changed after it was written`);
  refuseTwice(checked.data.tables.map((table) => table.name));
  refuseTwice(checked.data.files.map(({ path }) => path));
  return checked.data;
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice !== undefined) throw new BackupDamaged(`${twice} is in it twice`);
}
