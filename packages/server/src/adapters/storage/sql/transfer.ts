/**
 * Whole tables out of one database and into another: what backups, restores and the move to PostgreSQL are made of.
 * Tables that hold what people said or did; not those of one database only or made of others (`isKept`), generated columns, views and virtual tables.
 */
import type { Kysely } from 'kysely';
import type { NamedMigration } from './tables.ts';

export type TransferValue = string | number | bigint | null | Uint8Array;
/** A value per column, in the order of `TransferTable.columns`. Whole numbers that fit a double are numbers. */
export type TransferRow = readonly TransferValue[];

export interface TransferTable {
  readonly name: string;
  /** By name, so that both databases give the same rows whatever order their columns were made in. */
  readonly columns: readonly string[];
}

export interface TableReader {
  /** By name. Throws for a column whose type has no place in a backup. */
  tables(): Promise<readonly TransferTable[]>;
  /** All rows by primary key, text compared by bytes: equal tables give equal sequences. In pieces, never all at once. */
  rows(table: TransferTable): AsyncIterable<readonly TransferRow[]>;
}

/** One consistent snapshot; servers may go on writing beside it. */
export interface TransferSource extends TableReader {
  readonly dialect: 'sqlite' | 'postgres';
  /** Names of the migrations it has had. */
  migrations(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * An empty database being filled. Nothing of it is there for anybody before `finish`, nor after `abandon`, which follows
 * a failed `finish` too.
 */
export interface TransferTarget extends TableReader {
  /** For what is decided inside the same transaction: the epoch. */
  readonly schema: Kysely<unknown>;
  /** Migrates the kernel's tables and `list`; with `only`, no further than these. Throws `SchemaTooNew` for names it lacks. */
  migrate(list: readonly NamedMigration[], only?: ReadonlySet<string>): Promise<void>;
  /** Replaces the rows of all tables; references between them are checked when `fill` is done. */
  replace(fill: (put: PutRows) => Promise<void>): Promise<void>;
  /** Resolves when everything is there. Throws `CommitUnknown` when that can't be told; after any other error nothing is. */
  finish(): Promise<void>;
  /** Never throws. */
  abandon(): Promise<void>;
}

export type PutRows = (table: TransferTable, pieces: AsyncIterable<readonly TransferRow[]>) => Promise<void>;

export class TargetNotEmpty extends Error {
  constructor(what: string) {
    super(`${what} is not empty. Name an empty one: nothing that is there is ever overwritten.`);
    this.name = 'TargetNotEmpty';
  }
}

/** The database was lost while it committed, and could not be asked since: it holds everything or nothing. */
export class CommitUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super(
      'The database was lost while it committed, and it can’t be reached to ask whether it did. It holds everything or nothing: once it is back, look whether there are tables in it (psql: \\dt).',
      options,
    );
    this.name = 'CommitUnknown';
  }

  /** The same, and what to do in either case. */
  advising(advice: string): Error {
    return new Error(`${this.message} ${advice}`, { cause: this });
  }
}

export class NoDatabase extends Error {
  constructor(where: string) {
    super(`There is no Parley database in ${where}. Check DATA_DIR and DATABASE_URL.`);
    this.name = 'NoDatabase';
  }
}

/** Means something to one database only: ids of batches whose COMMIT may have to be asked after. */
const LOCAL_TABLES: readonly string[] = ['batches'];
/** Tables whose names begin so are made of others, and are made anew where they are missing: indexes to search in. */
const DERIVED = 'derived_';

/** Whether a backup holds the table. */
export function isKept(table: string): boolean {
  return !LOCAL_TABLES.includes(table) && !table.startsWith(DERIVED);
}

export const PIECE_ROWS = 500;

export function plainNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
