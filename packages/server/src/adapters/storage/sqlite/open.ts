/** Storage in an SQLite database of DATA_DIR: nothing to install, one server a directory. */
import { randomUUID } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import { Kysely, sql, type Transaction } from 'kysely';
import { compileOnly } from '../sql/compile-only.ts';
import { raiseMark, settleEpoch } from '../sql/epoch.ts';
import { SqlJobs } from '../sql/jobs.ts';
import { SqlLog } from '../sql/log.ts';
import { migrateSchema } from '../sql/migrate.ts';
import { logQueries } from '../sql/reading.ts';
import type { SqlValue } from '../sql/steps.ts';
import { type Reads, type Storage, type StorageOptions, type Tables, throwOutside } from '../sql/storage.ts';
import { kernelMigrations } from '../sql/tables.ts';
import { WorkerCalls } from './calls.ts';
import { type PackedOutcomes, packEntries, unpackOutcomes } from './codec.ts';
import { dialectOver } from './kysely.ts';
import { LateReader } from './late-reader.ts';
import { sqliteLibrary } from './library.ts';
import { ReaderLine, Slots, WriterLine } from './lines.ts';
import { type ReaderCalls, unflatten, type WorkerSettings, type WriterCalls } from './protocol.ts';
import { startWorker } from './start-worker.ts';

const QUERIES = logQueries(() => '?', 'in (select value from json_each(?))');

/** Throws when the directory is in use by another server or can't be written. */
export async function openSqlite(options: StorageOptions): Promise<Storage> {
  const { dataDir, entities, now = Date.now, onFatal = throwOutside } = options;
  await mkdir(dataDir, { recursive: true });
  const settings: WorkerSettings = { dataDir, library: sqliteLibrary() };
  const writer = new WorkerCalls<WriterCalls>(await startWorker('writer', settings), onFatal);
  const reader = new WorkerCalls<ReaderCalls>(await startWorker('reader', settings), onFatal);
  try {
    await writer.call('open', undefined);
  } catch (cause) {
    await Promise.all([writer.end(), reader.end()]);
    throw cause;
  }
  const late = new LateReader({ ...settings, snapshotCacheKb: ASIDE_CACHE_KB }, onFatal);
  const database: Tables = { ...tablesOver(reader), aside: readsOver(late, new Slots(ASIDE_AT_ONCE)) };
  const schema = new Kysely<unknown>({ dialect: dialectOver(() => new WriterLine(writer)) });
  let failing = false;
  const done = (outcomes: PackedOutcomes) => {
    failing = false;
    return unpackOutcomes(outcomes);
  };
  const failed = (cause: unknown): never => {
    failing = true;
    throw cause;
  };
  const log = new SqlLog({
    tables: database,
    queries: QUERIES,
    entities,
    now,
    textsParam: (texts) => JSON.stringify(texts),
    placeholder: () => '?',
    // Not async: a frame waiting for the commit would keep the entries alive for that long.
    commit: (entries, context) =>
      writer.call('commit', { entries: packEntries(entries), context }).then(done, failed),
    mark: (epoch) => raiseMark(schema, dataDir, epoch),
    upkeep: (statements) => writer.call('upkeep', statements),
  });
  const jobs = new SqlJobs({
    tables: database,
    // The one server's time is the database's.
    now: () => sql<number>`${now()}`,
    skipLocked: sql``,
    newToken: randomUUID,
    write: async ({ sql: text, parameters }) =>
      unflatten(await writer.call('write', { sql: text, params: parameters as readonly SqlValue[] })),
  });
  return {
    log,
    jobs,
    database,
    migrate: async (list) => {
      const all = [...kernelMigrations('sqlite'), ...list];
      await withoutForeignKeys(schema, () => migrateSchema(schema, all, refuseDangling));
      log.opened(await settleEpoch(schema, dataDir));
    },
    healthy: async () => {
      const checks: Promise<unknown>[] = [
        writer.call('query', PING),
        reader.call('query', { ...PING, slot: 0 }),
      ];
      // Where commits fail, only a write tells whether they would again.
      if (failing) checks.push(hasRoom(dataDir), writer.call('upkeep', [TRY_WRITE]));
      const healthy = (await Promise.allSettled(checks)).every(({ status }) => status === 'fulfilled');
      if (healthy) failing = false;
      return healthy;
    },
    close: async () => {
      // The readers first: the last connection to close, the writer's, empties the write-ahead log.
      await Promise.all([reader.end(), late.end()]);
      await writer.end();
    },
  };
}

/** Long reads share one thread, so that more of them at once would only take turns. */
const ASIDE_AT_ONCE = 2;
/** They go through indexes again and again. */
const ASIDE_CACHE_KB = 8_192;

const PING = { sql: 'select 1', params: [] };
const TRY_WRITE = { sql: 'update epochs set marks = marks', params: [] };
/** On a full disk a small write may get through where a message does not. */
const ROOM_BYTES = 1 << 20;

async function hasRoom(dataDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < ROOM_BYTES) throw new Error(`the disk of ${dataDir} is full`);
}

type Calls = Pick<WorkerCalls<ReaderCalls>, 'call'>;

// Which tables there are is the caller's knowledge: one Kysely serves them all.
const typed = <T>(db: Kysely<unknown>): Kysely<T> => db as Kysely<T>;

function readsOver(reader: Calls, slots: Slots): Reads {
  const reads = new Kysely<unknown>({ dialect: dialectOver(() => new ReaderLine(reader, slots)) });
  return {
    reader: <T>() => typed<T>(reads),
    snapshot: <T, R>(read: (tx: Kysely<T>) => Promise<R>) => typed<T>(reads).transaction().execute(read),
  };
}

function tablesOver(reader: Calls): Omit<Tables, 'aside'> {
  const slots = new Slots();
  const builds = compileOnly(dialectOver(() => new ReaderLine(reader, slots)));
  return {
    dialect: 'sqlite',
    ...readsOver(reader, slots),
    builder: <T>() => typed<T>(builds),
  };
}

/** Tables are rebuilt with foreign keys off, as SQLite's documentation of ALTER TABLE says, and checked before the commit. */
async function withoutForeignKeys(schema: Kysely<unknown>, work: () => Promise<void>): Promise<void> {
  await sql`pragma foreign_keys = off`.execute(schema);
  try {
    await work();
  } finally {
    await sql`pragma foreign_keys = on`.execute(schema);
  }
}

async function refuseDangling(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql`pragma foreign_key_check`.execute(tx);
  if (rows.length > 0) throw new Error(`a migration left dangling references: ${JSON.stringify(rows[0])}`);
}
