/** The queue of jobs over any SQL database. */
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Claim, ClaimedJob, DeadJob, JobCounts, Jobs, Lease } from '../../../kernel/ports/jobs.ts';
import type { Statement } from '../../../kernel/ports/log.ts';
import { numberOf, type Row, type SqlValue, textOf } from './steps.ts';
import type { Tables } from './storage.ts';

export interface JobsBackend {
  readonly tables: Tables;
  /** Now by the database's clock, in milliseconds since the Unix epoch. */
  now(): RawBuilder<number>;
  /** What makes rows that others are claiming be passed over, where there are others. */
  readonly skipLocked: RawBuilder<unknown>;
  /** A name nobody else gives a lease. */
  newToken(): string;
  /** One statement in a transaction of its own; resolves to the rows it returns. */
  write(query: CompiledQuery): Promise<readonly Row[]>;
}

export class SqlJobs implements Jobs {
  readonly #backend: JobsBackend;

  constructor(backend: JobsBackend) {
    this.#backend = backend;
  }

  async claim(kinds: readonly string[], limit: number, leaseMs: number): Promise<Claim> {
    const { skipLocked, newToken } = this.#backend;
    const now = this.#backend.now();
    const token = newToken();
    // One more than asked for is looked at, and not taken: whether others are due.
    const rows = await this.#write(sql`
      with due as materialized (
        select id from jobs where dead_at is null and due_at <= ${now} and kind in (${sql.join(kinds)})
        order by due_at, id limit ${limit} ${skipLocked})
      update jobs set lease = ${token}, due_at = ${now} + ${leaseMs}, attempts = attempts + 1
      where id in (select id from due) returning id, kind, data, attempts`);
    const jobs = rows.map((row) => claimedOf(row, token)).sort((left, right) => left.id - right.id);
    return { jobs, nextInMs: jobs.length === limit ? 0 : await this.#nextIn(kinds) };
  }

  async extend(lease: Lease, leaseMs: number): Promise<boolean> {
    return this.#changed(sql`set due_at = ${this.#backend.now()} + ${leaseMs}`, lease);
  }

  ended({ id, token }: Lease): Statement {
    return this.#statement(sql`delete from jobs where id = ${id} and lease = ${token}`);
  }

  async again(lease: Lease, afterMs: number, error: string): Promise<boolean> {
    const due = sql`${this.#backend.now()} + ${afterMs}`;
    return this.#changed(sql`set lease = null, due_at = ${due}, error = ${error}`, lease);
  }

  async bury(lease: Lease, error: string): Promise<boolean> {
    return this.#changed(
      sql`set lease = null, name = null, dead_at = ${this.#backend.now()}, error = ${error}`,
      lease,
    );
  }

  async dead(before: number | null, limit: number): Promise<readonly DeadJob[]> {
    const below = before === null ? sql`` : sql`and id < ${before}`;
    const rows = await this.#read(sql`
      select id, kind, data, attempts, error, made_at, dead_at from jobs
      where dead_at is not null ${below} order by id desc limit ${limit}`);
    return rows.map(deadOf);
  }

  async isDead(id: number): Promise<boolean> {
    return (await this.#read(sql`select id from jobs where id = ${id} and dead_at is not null`)).length === 1;
  }

  revived(id: number): Statement {
    const now = this.#backend.now();
    return this.#statement(sql`
      update jobs set dead_at = null, attempts = 0, due_at = ${now} where id = ${id} and dead_at is not null`);
  }

  discarded(id: number): Statement {
    return this.#statement(sql`delete from jobs where id = ${id} and dead_at is not null`);
  }

  async counts(): Promise<JobCounts> {
    const [row] = await this.#read(sql`
      select count(*) as n, count(dead_at) as dead from jobs`);
    if (!row) throw new Error('counting answered nothing');
    const dead = numberOf(row, 'dead');
    return { waiting: numberOf(row, 'n') - dead, dead };
  }

  async #nextIn(kinds: readonly string[]): Promise<number | null> {
    const [row] = await this.#read(sql`
      select due_at - ${this.#backend.now()} as wait from jobs
      where dead_at is null and kind in (${sql.join(kinds)}) order by due_at limit 1`);
    return row ? Math.max(0, numberOf(row, 'wait')) : null;
  }

  async #changed(set: RawBuilder<unknown>, { id, token }: Lease): Promise<boolean> {
    const rows = await this.#write(
      sql`update jobs ${set} where id = ${id} and lease = ${token} returning id`,
    );
    return rows.length === 1;
  }

  #write(query: RawBuilder<unknown>): Promise<readonly Row[]> {
    return this.#backend.write(query.compile(this.#db));
  }

  async #read(query: RawBuilder<unknown>): Promise<readonly Row[]> {
    const { rows } = await query.execute(this.#db);
    // A query of this file returns what its columns hold.
    return rows as readonly Row[];
  }

  #statement(query: RawBuilder<unknown>): Statement {
    const { sql: text, parameters } = query.compile(this.#db);
    return { kind: 'run', sql: text, params: parameters as readonly SqlValue[], rows: 1 };
  }

  get #db(): Kysely<unknown> {
    return this.#backend.tables.reader();
  }
}

function claimedOf(row: Row, token: string): ClaimedJob {
  return {
    id: numberOf(row, 'id'),
    token,
    kind: textOf(row, 'kind'),
    data: textOf(row, 'data'),
    attempt: numberOf(row, 'attempts'),
  };
}

function deadOf(row: Row): DeadJob {
  return {
    id: numberOf(row, 'id'),
    kind: textOf(row, 'kind'),
    data: textOf(row, 'data'),
    attempts: numberOf(row, 'attempts'),
    error: textOf(row, 'error'),
    madeAt: numberOf(row, 'made_at'),
    diedAt: numberOf(row, 'dead_at'),
  };
}
