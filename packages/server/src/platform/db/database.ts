/**
 * How features reach the tables: typed reads here, writes as statements of a write set (kernel/ports/log.ts).
 * The same Kysely queries run on SQLite and on PostgreSQL. Times are ISO 8601 text, flags are 0 or 1.
 */
import type { Compilable, Kysely, Migration } from 'kysely';
import type { Statement, StoredEvent } from '../../kernel/index.ts';

export interface Reads {
  /** Single reads, each a snapshot of its own. `Tables` are the tables of the feature that asks. */
  reader<Tables>(): Kysely<Tables>;
  /** Several reads of one snapshot (repeatable read, read only). */
  snapshot<Tables, T>(read: (tx: Kysely<Tables>) => Promise<T>): Promise<T>;
}

export interface Database extends Reads {
  readonly dialect: 'sqlite' | 'postgres';
  /** The same reads for what may take long, like a search: nothing else waits behind them. */
  readonly aside: Reads;
  /** Compiles write statements; executing one of its queries throws. */
  builder<Tables>(): Kysely<Tables>;
}

/** The kernel's own tables, as far as features read them inside their snapshots. */
export interface ChannelTables {
  channels: { id: string; head_seq: number; acl_version: number };
}

/** The same with the window for recovery, for features that follow what happens in channels. */
export interface LogTables {
  channels: ChannelTables['channels'] & { oldest_seq: number };
  log: { channel: string; seq: number; entity_kind: string | null; entity_id: string | null };
}

/** A channel's head and `aclVersion` in the snapshot `tx` reads; zeros when nothing was ever written. */
export async function readHead(
  tx: Kysely<ChannelTables>,
  channel: string,
): Promise<{ seq: number; aclVersion: number }> {
  const row = await tx
    .selectFrom('channels')
    .select(['head_seq', 'acl_version'])
    .where('id', '=', channel)
    .executeTakeFirst();
  return row ? { seq: row.head_seq, aclVersion: row.acl_version } : { seq: 0, aclVersion: 0 };
}

/** A plain insert: the cheapest statement, gathered with others of its table. */
export function insert(table: string, row: Extract<Statement, { kind: 'insert' }>['row']): Statement {
  return { kind: 'insert', table, row };
}

/** Any other write. `rows` is how many rows it must affect, else the write set conflicts. */
export function run(query: Compilable, rows?: number): Statement {
  const { sql, parameters } = query.compile();
  // Kysely types parameters as unknown; the adapters refuse what a database can't bind.
  const params = parameters as Extract<Statement, { kind: 'run' }>['params'];
  return rows === undefined ? { kind: 'run', sql, params } : { kind: 'run', sql, params, rows };
}

/**
 * Materialises what log rows name: the present state of entities of one kind as JSON, by id.
 * Runs inside the log's own read snapshot. Every id asked for must be answered (a tombstone when deleted).
 */
export interface EntityReader {
  readonly kind: string;
  read(tx: Kysely<never>, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * The events that rows of this kind keep themselves (`Append.keptByEntity`), ascending: those of the channel in the range,
   * all of them or the first `maxBytes` of data and one more. None for channels of other kinds.
   */
  kept?(tx: Kysely<never>, channel: string, range: KeptRange): Promise<readonly StoredEvent[]>;
}

export interface KeptRange {
  /** Exclusive. */
  readonly after: number;
  readonly upTo: number;
  readonly maxBytes: number;
}

/** Migrations by name (`0001-rooms`); the migrator prefixes the feature's name and keeps their order. */
export type Migrations = Readonly<Record<string, Migration>>;
