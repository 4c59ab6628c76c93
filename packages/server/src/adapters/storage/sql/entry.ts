/** What of a write set the database needs, and what comes back: small, because it crosses a thread. */
import type {
  Append,
  CommitOutcome,
  EntityRef,
  IdempotencyKey,
  Param,
  WriteSet,
} from '../../../kernel/ports/log.ts';
import { JOBS } from './kernel-shapes.ts';
import type { Shape, Shapes } from './shapes.ts';
import { optionalTextOf, type Row, textOf } from './steps.ts';

export interface LogEntry {
  readonly channel: string;
  /** Whether it raises the channel's `aclVersion`. */
  readonly acl: boolean;
  readonly entity: EntityRef | undefined;
  /** What the log writes; null when the entity's own row keeps the event. */
  readonly record: LogRecord | null;
}

export interface LogRecord {
  readonly type: string;
  readonly actor: string;
  readonly at: string;
  /** JSON; null when the log names an entity instead. */
  readonly data: string | null;
  /** Size of the data as appended. */
  readonly bytes: number;
  /** The property of the data its seq is put into. */
  readonly seqAs: string | null;
}

export type AnswerPlan =
  | { readonly kind: 'json'; readonly json: string }
  | { readonly kind: 'wrap'; readonly key: string; readonly append: number };

export type EntryStatement =
  | { readonly kind: 'insert'; readonly shape: Shape; readonly values: readonly Param[] }
  | {
      readonly kind: 'run';
      readonly sql: string;
      readonly params: readonly Param[];
      readonly rows: number | undefined;
    };

export interface Entry {
  readonly lane: string | undefined;
  readonly key: IdempotencyKey | undefined;
  readonly expect: WriteSet['expect'];
  readonly statements: readonly EntryStatement[];
  readonly appends: readonly LogEntry[];
  readonly answer: AnswerPlan;
}

/** An answer as it is kept: whole, or as the name of the entity it wraps, so that nothing deleted survives in it. */
export type KeptAnswer =
  | { readonly kind: 'json'; readonly json: string }
  | { readonly kind: 'entity'; readonly key: string; readonly entity: EntityRef };

/** An outcome before its kept answer is materialised; `failed` carries text, as errors don't cross threads whole. */
export type EntryOutcome =
  | Extract<CommitOutcome, { kind: 'committed' | 'key-reused' | 'conflict' | 'held' }>
  | { readonly kind: 'replayed'; readonly answer: KeptAnswer }
  | { readonly kind: 'failed'; readonly cause: string };

/** How write sets become entries on one database. */
export interface EntryContext {
  readonly shapes: Shapes;
  /** Milliseconds since the Unix epoch: when its jobs were made. */
  readonly now: number;
  placeholder(index: number): string;
}

export function entryOf(set: WriteSet, context: EntryContext): Entry {
  return {
    lane: set.lane,
    key: set.key,
    expect: set.expect,
    answer: set.answer,
    statements: statementsOf(set, context),
    appends: set.appends.map((append) => ({
      channel: append.channel,
      acl: append.acl !== undefined,
      entity: append.entity,
      record: append.keptByEntity === true && append.entity ? null : recordOf(append),
    })),
  };
}

function statementsOf({ statements, jobs }: WriteSet, context: EntryContext): EntryStatement[] {
  const { shapes, now } = context;
  const all = statements.map((statement): EntryStatement => {
    if (statement.kind === 'run') {
      const { sql, params, rows } = statement;
      return { kind: 'run', sql, params, rows };
    }
    const { table, row } = statement;
    return { kind: 'insert', shape: shapes.of(table, row), values: Object.values(row) };
  });
  for (const { kind, data, dueAt = now, name } of jobs ?? []) {
    if (name !== undefined) all.push(namedJob([kind, data, now, dueAt, name], context));
    else all.push({ kind: 'insert', shape: JOBS, values: [kind, data, now, dueAt] });
  }
  return all;
}

/** One that is alive already stands for it. */
function namedJob(params: readonly Param[], { placeholder }: EntryContext): EntryStatement {
  const places = params.map((_, index) => placeholder(index + 1)).join(', ');
  const sql = `insert into jobs (${JOBS.columns.join(', ')}, name) values (${places}) on conflict do nothing`;
  return { kind: 'run', sql, params, rows: undefined };
}

function recordOf({ type, actor, at, data, entity, seqAs }: Append): LogRecord {
  return { type, actor, at, data: entity ? null : data, bytes: data.length, seqAs: seqAs ?? null };
}

export interface KeptKey {
  readonly hash: string;
  readonly answer: KeptAnswer;
}

/** Reads a row of `idempotency`. */
export function keptKeyOf(row: Row): KeptKey {
  const hash = textOf(row, 'hash');
  const json = optionalTextOf(row, 'answer');
  if (json !== undefined) return { hash, answer: { kind: 'json', json } };
  const entity = { kind: textOf(row, 'entity_kind'), id: textOf(row, 'entity_id') };
  return { hash, answer: { kind: 'entity', key: textOf(row, 'wrap_key'), entity } };
}
