/** What the two database workers are asked. */
import type { BatchContext } from '../sql/attempt.ts';
import type { SqlValue } from '../sql/steps.ts';
import type { Upkeep } from '../sql/storage.ts';
import type { PackedEntries, PackedOutcomes } from './codec.ts';

export interface WorkerSettings {
  readonly dataDir: string;
  /** What to import SQLite from. */
  readonly library: string;
  /** Of each connection that holds a snapshot; 128 where nothing else is said. */
  readonly snapshotCacheKb?: number;
}

export const DATABASE_FILE = 'parley.db';

/** Rows as one flat list, which crosses threads several times faster than an object per row. */
export interface FlatRows {
  readonly columns: readonly string[];
  readonly values: readonly SqlValue[];
  /** Rows the statement changed. */
  readonly changes: number;
}

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export type WriterCalls = {
  /** Locks the directory and opens the database; the first call. */
  readonly open: { readonly input: undefined; readonly output: undefined };
  readonly commit: {
    readonly input: { readonly entries: PackedEntries; readonly context: BatchContext };
    readonly output: PackedOutcomes;
  };
  /** A transaction of its own. */
  readonly upkeep: { readonly input: readonly Upkeep[]; readonly output: readonly number[] };
  /** One statement in a transaction of its own, which touches no channel. */
  readonly write: { readonly input: Statement; readonly output: FlatRows };
  readonly query: { readonly input: Statement; readonly output: FlatRows };
};

export type ReaderCalls = {
  /** Slot 0 is for single reads; every other slot is a connection that may hold a snapshot. */
  readonly query: { readonly input: Statement & { readonly slot: number }; readonly output: FlatRows };
  readonly begin: { readonly input: number; readonly output: undefined };
  readonly end: { readonly input: number; readonly output: undefined };
};

export function flatten(rows: readonly Readonly<Record<string, SqlValue>>[], changes = 0): FlatRows {
  const [first] = rows;
  if (!first) return { columns: [], values: [], changes };
  const columns = Object.keys(first);
  const values: SqlValue[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column] ?? null);
  return { columns, values, changes };
}

export function unflatten({ columns, values }: FlatRows): Record<string, SqlValue>[] {
  const rows: Record<string, SqlValue>[] = [];
  for (let at = 0; at < values.length; at += columns.length) {
    const row: Record<string, SqlValue> = {};
    for (const [index, column] of columns.entries()) row[column] = values[at + index] ?? null;
    rows.push(row);
  }
  return rows;
}
