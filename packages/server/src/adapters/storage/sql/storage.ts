/** What the composition root gets from a storage adapter. Shapes are structural: adapters know no platform. */
import type { Kysely } from 'kysely';
import type { Jobs } from '../../../kernel/ports/jobs.ts';
import type { Log, Param, StoredEvent } from '../../../kernel/ports/log.ts';
import type { NamedMigration } from './tables.ts';

/** Materialises entities of one kind; the platform's `EntityReader`. */
export interface EntitySource {
  readonly kind: string;
  read(tx: Kysely<never>, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Events that rows of this kind keep themselves. */
  kept?(tx: Kysely<never>, channel: string, range: KeptRange): Promise<readonly StoredEvent[]>;
}

export interface KeptRange {
  readonly after: number;
  readonly upTo: number;
  readonly maxBytes: number;
}

/** Typed reads; the platform's `Reads`. */
export interface Reads {
  reader<Tables>(): Kysely<Tables>;
  snapshot<Tables, T>(read: (tx: Kysely<Tables>) => Promise<T>): Promise<T>;
}

/** Typed reads and compilation of writes; the platform's `Database`. */
export interface Tables extends Reads {
  readonly dialect: 'sqlite' | 'postgres';
  /** For reads that may take long: no other waits behind them. */
  readonly aside: Reads;
  builder<Tables>(): Kysely<Tables>;
}

export interface StorageOptions {
  /** Absolute path of DATA_DIR; created when missing. */
  readonly dataDir: string;
  /** Features may be added until the log is first used. */
  readonly entities: readonly EntitySource[];
  /** Milliseconds since the Unix epoch, for the age of idempotency keys. */
  readonly now?: () => number;
  /** The storage can no longer be used or trusted: the process must end. Default: throws outside any call. */
  readonly onFatal?: (cause: Error) => void;
}

export interface Storage {
  /** Usable after `migrate`. */
  readonly log: Log;
  readonly jobs: Jobs;
  readonly database: Tables;
  /** Migrates the kernel's tables and the list, then settles the epoch. Throws `SchemaTooNew`. */
  migrate(list: readonly NamedMigration[]): Promise<void>;
  /** Whether reads and writes get through. Never throws. */
  healthy(): Promise<boolean>;
  /** Waits for what is under way and frees everything. */
  close(): Promise<void>;
}

/** A write outside the log: upkeep. */
export interface Upkeep {
  readonly sql: string;
  readonly params: readonly Exclude<Param, { seqOf: number }>[];
}

export function throwOutside(cause: Error): void {
  queueMicrotask(() => {
    throw cause;
  });
}
