/** What is left to an adapter: carrying out batches, reads and upkeep. */
import type { BatchContext } from './attempt.ts';
import type { Entry, EntryOutcome } from './entry.ts';
import type { LogQueries } from './reading.ts';
import type { SqlValue } from './steps.ts';
import type { EntitySource, Tables, Upkeep } from './storage.ts';

export interface LogBackend {
  readonly tables: Tables;
  readonly queries: LogQueries;
  readonly entities: readonly EntitySource[];
  readonly now: () => number;
  /** A list of texts as one parameter. */
  textsParam(texts: readonly string[]): SqlValue | readonly string[];
  placeholder(index: number): string;
  /** Carries out `commitBatch`. */
  commit(entries: readonly Entry[], context: BatchContext): Promise<readonly EntryOutcome[]>;
  /** Raises the epoch's mark. */
  mark(epoch: string): Promise<void>;
  /** One transaction; resolves to the rows each statement changed. */
  upkeep(statements: readonly Upkeep[]): Promise<readonly number[]>;
}
