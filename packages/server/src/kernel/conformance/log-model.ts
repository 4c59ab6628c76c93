/** The log as maps: what the random batches of its conformance suite are compared with. */

import { spliceSeq } from '../log/event.ts';
import type { CommitOutcome, ConflictReason, Param, Statement, WriteSet } from '../ports/log.ts';

interface Event {
  readonly seq: number;
  readonly data: string;
}

interface Channel {
  readonly events: readonly Event[];
  readonly aclVersion: number;
}

/** Everything there is; a write set works on a copy and is kept or dropped whole. */
interface State {
  readonly channels: Map<string, Channel>;
  readonly keys: Map<string, { hash: string; answer: string }>;
  readonly tables: Readonly<Record<string, Map<string, Readonly<Record<string, Param>>>>>;
}

class Stopped extends Error {
  readonly outcome: CommitOutcome;

  constructor(outcome: CommitOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** Knows `notes`, `parts` with `note_id`, and `run` as an update of a note by its last parameter; other SQL is broken. */
export class LogModel {
  #state: State = { channels: new Map(), keys: new Map(), tables: { notes: new Map(), parts: new Map() } };

  commit(batch: readonly WriteSet[]): CommitOutcome[] {
    const held = new Set<string | undefined>();
    return batch.map((set) => {
      const outcome = this.#commitOne(set, held);
      if (outcome.kind === 'conflict' && set.lane !== undefined) held.add(set.lane);
      return outcome;
    });
  }

  events(): Iterable<[string, readonly Event[]]> {
    return [...this.#state.channels].map(([name, { events }]) => [name, events]);
  }

  /** Ids of a table's rows, sorted. */
  rows(table: string): string[] {
    return [...(this.#state.tables[table]?.keys() ?? [])].sort();
  }

  #commitOne(set: WriteSet, held: ReadonlySet<string | undefined>): CommitOutcome {
    const known = set.key && this.#state.keys.get(nameOf(set.key));
    if (known) {
      return known.hash === set.key.hash
        ? { kind: 'replayed', answer: known.answer }
        : { kind: 'key-reused' };
    }
    if (set.lane !== undefined && held.has(set.lane)) return { kind: 'held' };
    const next = copyOf(this.#state);
    try {
      for (const { channel, aclVersion } of set.expect) {
        if ((next.channels.get(channel)?.aclVersion ?? 0) !== aclVersion) conflict('acl');
      }
      for (const statement of set.statements) execute(statement, next);
      const outcome = append(set, next);
      this.#state = next;
      return outcome;
    } catch (cause) {
      if (cause instanceof Stopped) return cause.outcome;
      throw cause;
    }
  }
}

function append(set: WriteSet, { channels, keys }: State): CommitOutcome {
  const seqs: number[] = [];
  const aclVersions: number[] = [];
  const datas: string[] = [];
  for (const { channel: name, data: json, seqAs, acl } of set.appends) {
    const channel = channels.get(name) ?? { events: [], aclVersion: 0 };
    const seq = channel.events.length + 1;
    const data = seqAs === undefined ? json : spliceSeq(json, seqAs, seq);
    const aclVersion = channel.aclVersion + (acl ? 1 : 0);
    channels.set(name, { events: [...channel.events, { seq, data }], aclVersion });
    seqs.push(seq);
    aclVersions.push(aclVersion);
    datas.push(data);
  }
  if (set.key) {
    const { answer } = set;
    const json = answer.kind === 'json' ? answer.json : `{"${answer.key}":${datas[answer.append]}}`;
    keys.set(nameOf(set.key), { hash: set.key.hash, answer: json });
  }
  return { kind: 'committed', seqs, aclVersions };
}

function execute(statement: Statement, { tables }: State): void {
  if (statement.kind === 'insert') {
    const id = String(statement.row.id);
    const table = tables[statement.table];
    if (!table) throw new Error(`the model has no table ${statement.table}`);
    const noteId = statement.row.note_id;
    const dangling = noteId !== undefined && !tables.notes?.has(String(noteId));
    if (table.has(id) || dangling) conflict('constraint');
    table.set(id, statement.row);
    return;
  }
  if (!statement.sql.startsWith('update notes')) throw new Stopped({ kind: 'failed', cause: statement.sql });
  const changes = tables.notes?.has(String(statement.params.at(-1))) ? 1 : 0;
  if (statement.rows !== undefined && statement.rows !== changes) conflict('rows');
}

function conflict(reason: ConflictReason): never {
  throw new Stopped({ kind: 'conflict', reason });
}

function copyOf({ channels, keys, tables }: State): State {
  const copies = Object.entries(tables).map(([name, rows]) => [name, new Map(rows)] as const);
  return { channels: new Map(channels), keys: new Map(keys), tables: Object.fromEntries(copies) };
}

function nameOf({ userId, command, clientId }: NonNullable<WriteSet['key']>): string {
  return JSON.stringify([userId, command, clientId]);
}
