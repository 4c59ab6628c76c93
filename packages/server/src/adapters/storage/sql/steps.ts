/** The vocabulary between the group commit, which does no IO, and the drivers that carry its steps out. */
import type { IdempotencyKey } from '../../../kernel/ports/log.ts';
import type { Shape } from './shapes.ts';

export type SqlValue = string | number | null | Uint8Array;
export type Row = Readonly<Record<string, SqlValue>>;

export type Step =
  | { readonly kind: 'begin' | 'commit' | 'rollback' }
  /** One write set's own savepoint: `undo` takes back what it did, both end it. */
  | { readonly kind: 'savepoint' | 'release' | 'undo' }
  /** Rows `id, head_seq, acl_version`, held against other writers until the transaction ends. */
  | { readonly kind: 'channels'; readonly ids: readonly string[] }
  /** The rows of `idempotency` these keys have. */
  | { readonly kind: 'keys'; readonly keys: readonly IdempotencyKey[] }
  | {
      readonly kind: 'insert';
      readonly shape: Shape;
      readonly rows: readonly (readonly SqlValue[])[];
    }
  | { readonly kind: 'run'; readonly sql: string; readonly params: readonly SqlValue[] }
  /** New heads of channels: `[id, seq, aclVersion]`. */
  | { readonly kind: 'heads'; readonly rows: readonly (readonly [string, number, number])[] };

/** `rows` of a step that reads, `changes` of a `run`. */
export interface Reply {
  readonly rows: readonly Row[];
  readonly changes: number;
}

export type Steps<T> = Generator<Step, T, Reply>;

/**
 * How a step failed. `constraint`: a unique or foreign key. `statement`: anything else that belongs to the statement.
 * `retry`: the database took the transaction back and it may simply be run again. `lost`: the connection is gone.
 * `fatal`: the database can no longer be trusted to say what is durable.
 */
export type FailureKind = 'constraint' | 'statement' | 'retry' | 'lost' | 'fatal';

export class StepFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'StepFailure';
    this.kind = kind;
  }
}

/** PostgreSQL takes no U+0000 in text: what has one is nowhere, and is never asked for. */
export function isStorable(name: string): boolean {
  return !name.includes('\0');
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no number`);
  return value;
}

export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}
