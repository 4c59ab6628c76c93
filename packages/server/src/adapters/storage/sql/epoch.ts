/**
 * Decides which epoch the log is in. The epoch is kept in the database and in a file outside it, each with a count
 * of marks: one at each start, one now and then. When the file knows of a mark that the database does not, the database
 * was restored from a copy made before it.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Kysely, sql } from 'kysely';

export interface EpochMark {
  readonly epoch: string;
  readonly marks: number;
}

/** Whether the database may go on in its present epoch, as far as the file knows. `past` are its earlier epochs. */
export function vouches(database: EpochMark, past: ReadonlySet<string>, file: EpochMark | null): boolean {
  if (!file) return true;
  if (file.epoch === database.epoch) return file.marks <= database.marks;
  // The database moved on from what the file knows: another node made the new epoch, or a crash kept it from the file.
  return past.has(file.epoch);
}

/** Settles the epoch of this start in both places and returns it. Call while no other node starts. */
export async function settleEpoch(db: Kysely<unknown>, dataDir: string): Promise<string> {
  const file = await readMark(dataDir);
  const { rows } = await sql<EpochMark & { number: number }>`
    select number, epoch, marks from epochs order by number`.execute(db);
  const current = rows.at(-1);
  const past = new Set(rows.slice(0, -1).map((row) => row.epoch));
  if (current && vouches(current, past, file)) {
    await raiseMark(db, dataDir, current.epoch);
    return current.epoch;
  }
  return beginEpoch(db, dataDir);
}

/** Begins a new epoch whatever the file says: what is in the database now has been put there from a copy. */
export async function beginEpoch(db: Kysely<unknown>, dataDir: string): Promise<string> {
  const { rows } = await sql<{ last: number | null }>`select max(number) as last from epochs`.execute(db);
  const mark = { epoch: randomBytes(9).toString('base64url'), marks: 1 };
  const number = Number(rows[0]?.last ?? 0) + 1;
  await sql`insert into epochs (number, epoch, marks) values (${number}, ${mark.epoch}, ${mark.marks})`.execute(
    db,
  );
  await writeMark(dataDir, mark);
  return mark.epoch;
}

/** Marks the database as it is now: from here on, a copy made earlier is told from it. */
export async function raiseMark(db: Kysely<unknown>, dataDir: string, epoch: string): Promise<void> {
  const { rows } = await sql<{ marks: number }>`
    update epochs set marks = marks + 1 where epoch = ${epoch} returning marks`.execute(db);
  const [row] = rows;
  // After the database: a crash in between leaves the file behind it, which is harmless.
  if (row) await writeMark(dataDir, { epoch, marks: row.marks });
}

export const EPOCH_FILE = 'epoch.json';

async function readMark(dataDir: string): Promise<EpochMark | null> {
  const path = join(dataDir, EPOCH_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
  const mark: unknown = parsed(text);
  if (isMark(mark)) return mark;
  throw new Error(`${path} is damaged. Delete it if the database beside it was not restored from a backup.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMark(value: unknown): value is EpochMark {
  return (
    typeof value === 'object' &&
    value !== null &&
    'epoch' in value &&
    typeof value.epoch === 'string' &&
    'marks' in value &&
    Number.isSafeInteger(value.marks)
  );
}

/** Replaces the file whole: a crash leaves the old one or the new one. */
async function writeMark(dataDir: string, mark: EpochMark): Promise<void> {
  const path = join(dataDir, EPOCH_FILE);
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify(mark)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
