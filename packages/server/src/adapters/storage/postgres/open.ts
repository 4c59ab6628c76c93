/** Storage in PostgreSQL: many servers, one database. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { compileOnly } from '../sql/compile-only.ts';
import { raiseMark, settleEpoch } from '../sql/epoch.ts';
import { SqlJobs } from '../sql/jobs.ts';
import { SqlLog } from '../sql/log.ts';
import { migrateSchema } from '../sql/migrate.ts';
import { logQueries } from '../sql/reading.ts';
import type { Row } from '../sql/steps.ts';
import { type Reads, type Storage, type StorageOptions, type Tables, throwOutside } from '../sql/storage.ts';
import { kernelMigrations } from '../sql/tables.ts';
import { clientConfig } from './connection.ts';
import { MIGRATION_LOCK } from './migration-lock.ts';
import { Outage } from './patience.ts';
import { openPool, type ReadPool } from './pool.ts';
import { Writer } from './writer.ts';

export interface PostgresOptions extends StorageOptions {
  readonly url: string;
  /** Connections for reads; one more writes. Default 10. */
  readonly connections?: number;
  /** Default 30 s. */
  readonly statementTimeoutMs?: number;
  /** How long reads and commits wait for a server that is away before they fail. Default 10 s. */
  readonly retryMs?: number;
  /** What a read throws that can't be done just now; default: the cause. */
  readonly unavailable?: (cause: Error) => Error;
}

const placeholder = (index: number): string => `$${index}`;
const QUERIES = logQueries(placeholder, '= any($1::text[])');

/** Throws when the database can't be reached. */
export async function openPostgres(options: PostgresOptions): Promise<Storage> {
  const { url, dataDir, entities, now = Date.now, onFatal = throwOutside } = options;
  const { connections = 10, statementTimeoutMs = 30_000, retryMs = 10_000 } = options;
  const { unavailable = (cause: Error) => cause } = options;
  await mkdir(dataDir, { recursive: true });
  const settings = { url, statementTimeoutMs, connections, retryMs, onFatal, unavailable };
  const pool = openPool(settings);
  const outage = new Outage(retryMs);
  const writer = new Writer({ ...settings, outage });
  const database = tablesOver(pool);
  const log: SqlLog = new SqlLog({
    tables: database,
    queries: QUERIES,
    entities,
    now,
    textsParam: (texts) => texts,
    placeholder,
    commit: (entries, context) => writer.commit(entries, context, log.epoch),
    mark: (epoch) => raiseMark(database.writes, dataDir, epoch),
    upkeep: (statements) =>
      database.writes.transaction().execute(async (tx) => {
        const changes: number[] = [];
        for (const { sql, params } of statements) {
          const { numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(sql, [...params]));
          changes.push(Number(numAffectedRows ?? 0));
        }
        return changes;
      }),
  });
  const jobs = new SqlJobs({
    tables: database,
    now: () => sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    skipLocked: sql`for update skip locked`,
    newToken: randomUUID,
    write: async (query) => (await database.writes.executeQuery<Row>(query)).rows,
  });
  (await pool.connect()).release();
  return {
    log,
    jobs,
    database,
    migrate: (list) =>
      alone(url, async (schema) => {
        await migrateSchema(schema, [...kernelMigrations('postgres'), ...list], async () => undefined);
        log.opened(await settleEpoch(schema, dataDir));
      }),
    healthy: async () => {
      try {
        await pool.ping();
        // Where commits fail, only a write tells whether they would again.
        if (outage.lasts) await pool.tryWrite(now());
        outage.over();
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      await writer.close();
      await pool.end();
    },
  };
}

function tablesOver(pool: ReadPool): Tables & { readonly writes: Kysely<unknown> } {
  const dialect = new PostgresDialect({ pool });
  const reads = new Kysely<unknown>({ dialect });
  const builds = compileOnly(dialect);
  // Which tables there are is the caller's knowledge: one Kysely serves them all.
  const typed = <T>(db: Kysely<unknown>): Kysely<T> => db as Kysely<T>;
  const ways: Reads = {
    reader: <T>() => typed<T>(reads),
    snapshot: <T, R>(read: (tx: Kysely<T>) => Promise<R>) =>
      typed<T>(reads)
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(read),
  };
  return {
    dialect: 'postgres',
    writes: reads,
    ...ways,
    // Each read has a connection of its own anyway.
    aside: ways,
    builder: <T>() => typed<T>(builds),
  };
}

/** Runs `work` while no other node migrates or starts, on connections without a time limit. */
async function alone(url: string, work: (schema: Kysely<unknown>) => Promise<void>): Promise<void> {
  const { types } = clientConfig({ url, statementTimeoutMs: 0 });
  const pool = new pg.Pool({ connectionString: url, max: 2, ...(types ? { types } : {}) });
  pool.on('error', () => undefined);
  const schema = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const lock = await pool.connect();
    try {
      await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await work(schema);
    } finally {
      // Ends the session, and with it the lock.
      lock.release(true);
    }
  } finally {
    await pool.end();
  }
}
