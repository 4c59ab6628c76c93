/** One SQLite connection with its prepared statements. */
import { type Row, type SqlValue, StepFailure } from '../sql/steps.ts';
import type { Sqlite } from './library.ts';

type Prepared = ReturnType<Sqlite['prepare']>;

const STATEMENTS_KEPT = 500;

export class Connection {
  readonly #db: Sqlite;
  /** Least recently used first. */
  readonly #statements = new Map<string, Prepared>();

  constructor(db: Sqlite) {
    this.#db = db;
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction;
  }

  all(sql: string, params: readonly SqlValue[]): Row[] {
    return this.#prepare(sql).all(...bindable(params));
  }

  /** Returns how many rows it changed. */
  run(sql: string, params: readonly SqlValue[]): number {
    return this.#prepare(sql).run(...bindable(params)).changes;
  }

  /** A prepared statement per row is faster here than one statement with many rows (measured). */
  runEach(sql: string, rows: readonly (readonly SqlValue[])[]): void {
    const statement = this.#prepare(sql);
    for (const row of rows) statement.run(...bindable(row));
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known && this.#statements.size < STATEMENTS_KEPT) return known;
    const statement = known ?? this.#db.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > STATEMENTS_KEPT && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}

const NO_BYTES = new Uint8Array(new ArrayBuffer(1), 0, 0);
const isEmpty = (value: SqlValue) => value instanceof Uint8Array && value.length === 0;

/** Empty bytes that came from another thread have no memory at all, and Node 22's SQLite takes those for NULL. */
function bindable(params: readonly SqlValue[]): readonly SqlValue[] {
  return params.some(isEmpty) ? params.map((value) => (isEmpty(value) ? NO_BYTES : value)) : params;
}

const CONSTRAINT = 19;
const UNIQUE_OR_FOREIGN_KEY = new Set([787, 1555, 2067, 2579]);
/** BUSY and LOCKED. */
const RETRY = new Set([5, 6]);
/** IOERR, CORRUPT, NOTADB: what is durable can no longer be told. FULL, NOMEM and others only fail the statement. */
const FATAL = new Set([10, 11, 26]);

/** Sorts an error of the library into what the batch has to know. */
export function failureOf(cause: unknown): StepFailure {
  if (cause instanceof StepFailure) return cause;
  const code = errorCode(cause);
  if (code === undefined) return new StepFailure('statement', cause);
  const primary = code & 0xff;
  if (primary === CONSTRAINT && UNIQUE_OR_FOREIGN_KEY.has(code)) return new StepFailure('constraint', cause);
  if (RETRY.has(primary)) return new StepFailure('retry', cause);
  return new StepFailure(FATAL.has(primary) ? 'fatal' : 'statement', cause);
}

/** SQLite's extended result code. */
export function errorCode(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('errcode' in cause)) return undefined;
  return typeof cause.errcode === 'number' ? cause.errcode : undefined;
}
