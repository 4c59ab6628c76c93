/**
 * A batch as one flat list of cells. Structured clone copies that several times faster than a tree of small objects,
 * and it takes time from the event loop on one side and from the commit on the other.
 */
import type { Param } from '../../../kernel/ports/log.ts';
import type { AnswerPlan, Entry, EntryOutcome, EntryStatement, LogEntry, LogRecord } from '../sql/entry.ts';
import type { Shape } from '../sql/shapes.ts';
import type { SqlValue } from '../sql/steps.ts';

/** `true` announces the index of a `seqOf`: no parameter is a boolean. */
type Cell = SqlValue | boolean;

export interface PackedEntries {
  readonly shapes: readonly Shape[];
  readonly cells: readonly Cell[];
}

export function packEntries(entries: readonly Entry[]): PackedEntries {
  const shapes = new Map<Shape, number>();
  const cells: Cell[] = [];
  for (const entry of entries) packEntry(entry, cells, shapes);
  return { shapes: [...shapes.keys()], cells };
}

function packEntry(
  { lane, key, expect, statements, appends, answer }: Entry,
  cells: Cell[],
  shapes: Map<Shape, number>,
): void {
  cells.push(lane ?? null);
  if (key) cells.push(key.userId, key.command, key.clientId, key.hash);
  else cells.push(null);
  cells.push(expect.length);
  for (const { channel, aclVersion } of expect) cells.push(channel, aclVersion);
  cells.push(statements.length);
  for (const statement of statements) packStatement(statement, cells, shapes);
  cells.push(appends.length);
  for (const append of appends) packAppend(append, cells);
  if (answer.kind === 'json') cells.push(null, answer.json);
  else cells.push(answer.key, answer.append);
}

function packStatement(statement: EntryStatement, cells: Cell[], shapes: Map<Shape, number>): void {
  if (statement.kind === 'run') {
    cells.push(statement.sql, statement.rows ?? null, statement.params.length);
    packParams(statement.params, cells);
    return;
  }
  const known = shapes.get(statement.shape);
  const index = known ?? shapes.size;
  if (known === undefined) shapes.set(statement.shape, index);
  cells.push(index);
  packParams(statement.values, cells);
}

function packParams(params: readonly Param[], cells: Cell[]): void {
  for (const param of params) {
    if (param === null || typeof param !== 'object' || param instanceof Uint8Array) cells.push(param);
    else cells.push(true, param.seqOf);
  }
}

function packAppend({ channel, acl, entity, record }: LogEntry, cells: Cell[]): void {
  cells.push(channel, acl, entity?.kind ?? null, entity?.id ?? null);
  if (!record) cells.push(null);
  else cells.push(record.type, record.actor, record.at, record.data, record.bytes, record.seqAs);
}

export function unpackEntries({ shapes, cells }: PackedEntries): Entry[] {
  const reader = new CellReader(cells);
  const entries: Entry[] = [];
  while (!reader.done) entries.push(unpackEntry(reader, shapes));
  return entries;
}

function unpackEntry(reader: CellReader, shapes: readonly Shape[]): Entry {
  const lane = reader.optionalText();
  const userId = reader.optionalText();
  const key =
    userId === undefined
      ? undefined
      : { userId, command: reader.text(), clientId: reader.text(), hash: reader.text() };
  const expect = reader.list(() => ({ channel: reader.text(), aclVersion: reader.number() }));
  const statements = reader.list(() => unpackStatement(reader, shapes));
  const appends = reader.list(() => unpackAppend(reader));
  return { lane, key, expect, statements, appends, answer: unpackAnswer(reader) };
}

function unpackStatement(reader: CellReader, shapes: readonly Shape[]): EntryStatement {
  const first = reader.cell();
  if (typeof first === 'string') {
    const rows = reader.optionalNumber();
    return { kind: 'run', sql: first, rows, params: reader.params(reader.number()) };
  }
  const shape = typeof first === 'number' ? shapes[first] : undefined;
  if (!shape) throw new Error('a packed batch is damaged');
  return { kind: 'insert', shape, values: reader.params(shape.columns.length) };
}

function unpackAppend(reader: CellReader): LogEntry {
  const channel = reader.text();
  const acl = reader.cell() === true;
  const kind = reader.optionalText();
  const id = reader.optionalText();
  const entity = kind === undefined || id === undefined ? undefined : { kind, id };
  return { channel, acl, entity, record: unpackRecord(reader) };
}

function unpackRecord(reader: CellReader): LogRecord | null {
  const type = reader.optionalText();
  if (type === undefined) return null;
  const [actor, at] = [reader.text(), reader.text()];
  const data = reader.optionalText() ?? null;
  const bytes = reader.number();
  return { type, actor, at, data, bytes, seqAs: reader.optionalText() ?? null };
}

function unpackAnswer(reader: CellReader): AnswerPlan {
  const key = reader.optionalText();
  if (key === undefined) return { kind: 'json', json: reader.text() };
  return { kind: 'wrap', key, append: reader.number() };
}

class CellReader {
  readonly #cells: readonly Cell[];
  #at = 0;

  constructor(cells: readonly Cell[]) {
    this.#cells = cells;
  }

  get done(): boolean {
    return this.#at >= this.#cells.length;
  }

  cell(): Cell | undefined {
    return this.#cells[this.#at++];
  }

  text(): string {
    const cell = this.cell();
    if (typeof cell !== 'string') throw new Error('a packed batch is damaged');
    return cell;
  }

  optionalText(): string | undefined {
    const cell = this.cell();
    return typeof cell === 'string' ? cell : undefined;
  }

  number(): number {
    const cell = this.cell();
    if (typeof cell !== 'number') throw new Error('a packed batch is damaged');
    return cell;
  }

  optionalNumber(): number | undefined {
    const cell = this.cell();
    return typeof cell === 'number' ? cell : undefined;
  }

  list<T>(item: () => T): T[] {
    const length = this.number();
    const items: T[] = [];
    while (items.length < length) items.push(item());
    return items;
  }

  params(count: number): Param[] {
    const params: Param[] = [];
    while (params.length < count) {
      const cell = this.cell();
      // `undefined` goes on to the database, which refuses it: for that statement alone.
      params.push(cell === true ? { seqOf: this.number() } : (cell as SqlValue));
    }
    return params;
  }
}

/** A number n stands for a committed outcome of n appends, followed by their seqs and versions. */
export type PackedOutcomes = readonly (number | Exclude<EntryOutcome, { kind: 'committed' }>)[];

export function packOutcomes(outcomes: readonly EntryOutcome[]): PackedOutcomes {
  const cells: (number | Exclude<EntryOutcome, { kind: 'committed' }>)[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'committed')
      cells.push(outcome.seqs.length, ...outcome.seqs, ...outcome.aclVersions);
    else cells.push(outcome);
  }
  return cells;
}

export function unpackOutcomes(cells: PackedOutcomes): EntryOutcome[] {
  const outcomes: EntryOutcome[] = [];
  for (let at = 0; at < cells.length; ) {
    const cell = cells[at++];
    if (typeof cell !== 'number') {
      if (cell) outcomes.push(cell);
      continue;
    }
    const numbers = cells.slice(at, at + 2 * cell).filter((each) => typeof each === 'number');
    at += 2 * cell;
    outcomes.push({ kind: 'committed', seqs: numbers.slice(0, cell), aclVersions: numbers.slice(cell) });
  }
  return outcomes;
}
