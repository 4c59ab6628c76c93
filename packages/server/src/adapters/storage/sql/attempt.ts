/** One attempt at a batch: what its write sets did so far, kept in memory until it is written in a few statements. */
import type { ConflictReason, IdempotencyKey, Param } from '../../../kernel/ports/log.ts';
import {
  type Entry,
  type EntryOutcome,
  type KeptAnswer,
  type KeptKey,
  keptKeyOf,
  type LogEntry,
  type LogRecord,
} from './entry.ts';
import { Inserts } from './inserts.ts';
import { IDEMPOTENCY, LOG } from './kernel-shapes.ts';
import { numberOf, type Row, type SqlValue, StepFailure, type Steps, textOf } from './steps.ts';

export interface BatchContext {
  /** Milliseconds since the Unix epoch: the age of the keys stored now. */
  readonly now: number;
  /** Kinds of entities that can be read back; naming another would make a log unreadable. */
  readonly entityKinds: ReadonlySet<string>;
  /** Those of them whose rows can be read as events. */
  readonly keepingKinds: ReadonlySet<string>;
}

/** A conflict was found after the write set had effects: only a savepoint can take those back. */
export class Rerun extends Error {}

/** Leaves a write set that can't be done. */
class Conflicted extends Error {
  readonly reason: ConflictReason;

  constructor(reason: ConflictReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

interface ChannelState {
  seq: number;
  aclVersion: number;
  changed: boolean;
}

interface Assigned {
  readonly seqs: number[];
  readonly aclVersions: number[];
}

export class Attempt {
  readonly #context: BatchContext;
  readonly #savepoints: boolean;
  readonly #channels = new Map<string, ChannelState>();
  readonly #keys = new Map<string, KeptKey>();
  readonly #heldLanes = new Set<string>();
  readonly #inserts = new Inserts();
  #logRows: SqlValue[][] = [];
  #keyRows: SqlValue[][] = [];

  constructor(context: BatchContext, savepoints: boolean) {
    this.#context = context;
    this.#savepoints = savepoints;
  }

  channelsRead(rows: readonly Row[]): void {
    for (const row of rows) {
      const state = {
        seq: numberOf(row, 'head_seq'),
        aclVersion: numberOf(row, 'acl_version'),
        changed: false,
      };
      this.#channels.set(textOf(row, 'id'), state);
    }
  }

  keysRead(rows: readonly Row[]): void {
    for (const row of rows) {
      const key = {
        userId: textOf(row, 'user_id'),
        command: textOf(row, 'command'),
        clientId: textOf(row, 'client_id'),
      };
      this.#keys.set(nameOf(key), keptKeyOf(row));
    }
  }

  /** A write set takes effect, or not: in the order of the batch (L2). */
  *apply(entry: Entry): Steps<EntryOutcome> {
    const early = this.#before(entry);
    if (early) return early;
    this.#inserts.nextSet();
    const before = this.#remember(entry);
    try {
      const assigned = this.#assign(entry);
      if (this.#savepoints) yield* this.#guarded(entry, assigned);
      else {
        yield* this.#statements(entry.statements, assigned.seqs);
        this.#record(entry, assigned);
      }
      return { kind: 'committed', ...assigned };
    } catch (cause) {
      for (const [channel, state] of before) this.#channels.set(channel, state);
      if (cause instanceof Conflicted) return this.#conflict(entry, cause.reason, cause.message);
      if (!this.#savepoints || !(cause instanceof StepFailure)) throw cause;
      if (cause.kind === 'constraint') return yield* this.#violated(entry, cause);
      if (cause.kind === 'statement') return { kind: 'failed', cause: cause.message };
      throw cause;
    }
  }

  /** Writes what is still in memory. */
  *finish(): Steps<void> {
    yield* this.#flush();
    const rows: [string, number, number][] = [];
    for (const [id, { seq, aclVersion, changed }] of this.#channels) {
      if (changed) rows.push([id, seq, aclVersion]);
    }
    if (rows.length > 0) yield { kind: 'heads', rows };
  }

  /** What can be told without touching a table. */
  #before({ key, lane, expect, appends }: Entry): EntryOutcome | undefined {
    const known = key && this.#keys.get(nameOf(key));
    if (known) return replayOf(known, key);
    if (lane !== undefined && this.#heldLanes.has(lane)) return { kind: 'held' };
    for (const { channel, aclVersion } of expect) {
      if ((this.#channels.get(channel)?.aclVersion ?? 0) !== aclVersion) {
        if (lane !== undefined) this.#heldLanes.add(lane);
        return { kind: 'conflict', reason: 'acl', detail: channel };
      }
    }
    const unreadable = appends.find((append) => !this.#isReadable(append));
    if (unreadable)
      return { kind: 'failed', cause: `no reader for entities of kind ${unreadable.entity?.kind}` };
    return undefined;
  }

  #isReadable({ entity, record }: LogEntry): boolean {
    if (!entity) return true;
    const { entityKinds, keepingKinds } = this.#context;
    return (record ? entityKinds : keepingKinds).has(entity.kind);
  }

  #conflict({ lane }: Entry, reason: ConflictReason, detail: string): EntryOutcome {
    if (lane !== undefined) this.#heldLanes.add(lane);
    return { kind: 'conflict', reason, detail };
  }

  /** The states of its channels as they were, to go back to. */
  #remember({ appends }: Entry): [string, ChannelState][] {
    return appends.map(({ channel }) => {
      const state = this.#channels.get(channel) ?? { seq: 0, aclVersion: 0, changed: false };
      return [channel, { ...state }];
    });
  }

  /** Seqs and versions of its appends (L3): taken in memory, given back when it fails. */
  #assign({ appends }: Entry): Assigned {
    const seqs: number[] = [];
    const aclVersions: number[] = [];
    for (const { channel, acl } of appends) {
      const state = this.#channels.get(channel) ?? { seq: 0, aclVersion: 0, changed: false };
      state.seq += 1;
      if (acl) state.aclVersion += 1;
      state.changed = true;
      this.#channels.set(channel, state);
      seqs.push(state.seq);
      aclVersions.push(state.aclVersion);
    }
    return { seqs, aclVersions };
  }

  *#statements(statements: Entry['statements'], seqs: readonly number[]): Steps<void> {
    let effects = false;
    for (const statement of statements) {
      if (statement.kind === 'insert') {
        yield* this.#inserts.add(statement.shape, boundValues(statement.values, seqs));
        effects = true;
        continue;
      }
      if (this.#inserts.pending) yield* this.#inserts.flush();
      const { sql, rows } = statement;
      const { changes } = yield { kind: 'run', sql, params: boundValues(statement.params, seqs) };
      effects ||= changes > 0;
      if (rows === undefined || rows === changes) continue;
      if (effects && !this.#savepoints) throw new Rerun();
      throw new Conflicted('rows', `${changes} rows instead of ${rows}: ${sql}`);
    }
  }

  /** Everything of one write set inside a savepoint, so that whatever fails in it is taken back alone. */
  *#guarded(entry: Entry, assigned: Assigned): Steps<void> {
    yield { kind: 'savepoint' };
    try {
      yield* this.#statements(entry.statements, assigned.seqs);
      this.#record(entry, assigned);
      yield* this.#flush();
      yield { kind: 'release' };
    } catch (cause) {
      if (cause instanceof StepFailure && cause.kind !== 'constraint' && cause.kind !== 'statement')
        throw cause;
      this.#inserts.clear();
      this.#logRows = [];
      this.#keyRows = [];
      if (entry.key) this.#keys.delete(nameOf(entry.key));
      yield { kind: 'undo' };
      throw cause;
    }
  }

  /** A constraint did not hold. When it was the key's own, another node was first: its answer is the answer. */
  *#violated(entry: Entry, cause: StepFailure): Steps<EntryOutcome> {
    if (entry.key) {
      const { rows } = yield { kind: 'keys', keys: [entry.key] };
      this.keysRead(rows);
      const known = this.#keys.get(nameOf(entry.key));
      if (known) return replayOf(known, entry.key);
    }
    return this.#conflict(entry, 'constraint', cause.message);
  }

  #record({ key, appends, answer }: Entry, { seqs }: Assigned): void {
    appends.forEach(({ channel, entity, record }, index) => {
      if (record) this.#logRows.push(logRow(channel, entity, record, seqs[index] ?? 0));
    });
    if (!key) return;
    const kept = keptAnswer(answer, appends, seqs);
    this.#keys.set(nameOf(key), { hash: key.hash, answer: kept });
    const columns =
      kept.kind === 'json'
        ? [kept.json, null, null, null]
        : [null, kept.key, kept.entity.kind, kept.entity.id];
    this.#keyRows.push([key.userId, key.command, key.clientId, key.hash, ...columns, this.#context.now]);
  }

  *#flush(): Steps<void> {
    const logRows = this.#logRows;
    const keyRows = this.#keyRows;
    this.#logRows = [];
    this.#keyRows = [];
    yield* this.#inserts.flush();
    if (logRows.length > 0) yield { kind: 'insert', shape: LOG, rows: logRows };
    if (keyRows.length > 0) {
      yield { kind: 'insert', shape: IDEMPOTENCY, rows: keyRows };
    }
  }
}

function nameOf({ userId, command, clientId }: Omit<IdempotencyKey, 'hash'>): string {
  return `${userId}\0${command}\0${clientId}`;
}

function replayOf(known: KeptKey, key: IdempotencyKey): EntryOutcome {
  return known.hash === key.hash ? { kind: 'replayed', answer: known.answer } : { kind: 'key-reused' };
}

function boundValues(params: readonly Param[], seqs: readonly number[]): SqlValue[] {
  return params.map((param) => boundValue(param, seqs));
}

function boundValue(param: Param, seqs: readonly number[]): SqlValue {
  if (param === null || typeof param !== 'object' || param instanceof Uint8Array) return param;
  const seq = seqs[param.seqOf];
  if (seq === undefined)
    throw new StepFailure('statement', `seqOf names append ${param.seqOf}, which there is not`);
  return seq;
}

function logRow(channel: string, entity: LogEntry['entity'], record: LogRecord, seq: number): SqlValue[] {
  const { type, actor, at, bytes } = record;
  return [
    channel,
    seq,
    type,
    actor,
    at,
    entity?.kind ?? null,
    entity?.id ?? null,
    dataOf(record, seq),
    bytes,
  ];
}

/** `{"a":1}` becomes `{"a":1,"seq":7}`, as the port says. The kernel's own function would load the whole kernel here. */
function dataOf({ data, seqAs }: LogRecord, seq: number): string | null {
  if (data === null || seqAs === null) return data;
  return data === '{}' ? `{"${seqAs}":${seq}}` : `${data.slice(0, -1)},"${seqAs}":${seq}}`;
}

function keptAnswer(
  answer: Entry['answer'],
  appends: readonly LogEntry[],
  seqs: readonly number[],
): KeptAnswer {
  if (answer.kind === 'json') return answer;
  const { key, append: index } = answer;
  const append = appends[index];
  const seq = seqs[index];
  if (!append || seq === undefined) {
    throw new StepFailure('statement', `the answer wraps append ${index}, which there is not`);
  }
  if (append.entity) return { kind: 'entity', key, entity: append.entity };
  const data = append.record && dataOf(append.record, seq);
  return { kind: 'json', json: `{${JSON.stringify(key)}:${data ?? 'null'}}` };
}
