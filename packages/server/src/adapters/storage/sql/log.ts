/** The `Log` port over any SQL database. */
import type { Kysely } from 'kysely';
import type {
  CommitOutcome,
  IdempotencyKey,
  KeyLookup,
  Log,
  LogPage,
  ReadLimits,
  WriteSet,
} from '../../../kernel/ports/log.ts';
import type { BatchContext } from './attempt.ts';
import type { LogBackend } from './backend.ts';
import { materialise } from './entities.ts';
import { type EntryOutcome, entryOf, type KeptAnswer } from './entry.ts';
import { readHeads, readKey, readPage } from './reading.ts';
import { Shapes } from './shapes.ts';
import type { EntitySource } from './storage.ts';
import { type TrimWindow, trimLog } from './trim.ts';

export class SqlLog implements Log {
  readonly #backend: LogBackend;
  readonly #shapes = new Shapes();
  #epoch: string | undefined;
  #kinds: Pick<BatchContext, 'entityKinds' | 'keepingKinds'> | undefined;

  constructor(backend: LogBackend) {
    this.#backend = backend;
  }

  get epoch(): string {
    if (this.#epoch === undefined) throw new Error('the log is used before the database was migrated');
    return this.#epoch;
  }

  /** The epoch was settled: the log may be used. */
  opened(epoch: string): void {
    this.#epoch = epoch;
  }

  async commit(batch: readonly WriteSet[]): Promise<readonly CommitOutcome[]> {
    if (batch.length === 0) return [];
    this.#kinds ??= kindsOf(this.#backend.entities);
    const now = this.#backend.now();
    const context = { now, ...this.#kinds };
    const entries = { shapes: this.#shapes, now, placeholder: this.#backend.placeholder };
    const outcomes = await this.#backend.commit(
      batch.map((set) => entryOf(set, entries)),
      context,
    );
    // Looked for first: batches without a replay, nearly all of them, are done here.
    if (!outcomes.some((outcome) => outcome.kind === 'replayed')) return outcomes.map(plainOutcome);
    return Promise.all(outcomes.map((outcome) => this.#outcome(outcome)));
  }

  read(channel: string, after: number, limits: ReadLimits): Promise<LogPage> {
    const { tables, queries, entities } = this.#backend;
    return tables.snapshot((tx: Kysely<never>) => readPage(tx, queries, entities, channel, after, limits));
  }

  heads(channels: readonly string[]): ReturnType<Log['heads']> {
    const { tables, queries } = this.#backend;
    return readHeads(tables.reader(), queries, channels, (texts) => this.#backend.textsParam(texts));
  }

  async find(key: IdempotencyKey): Promise<KeyLookup> {
    const { tables, queries } = this.#backend;
    const kept = await readKey(tables.reader(), queries, key);
    if (!kept) return { kind: 'unknown' };
    if (kept.hash !== key.hash) return { kind: 'key-reused' };
    return { kind: 'replayed', answer: await this.#answer(kept.answer) };
  }

  async trim(window: TrimWindow): Promise<number> {
    const gone = await trimLog(this.#backend, window);
    // Upkeep comes now and then, as marks should: old copies are then told even when no server started since.
    await this.#backend.mark(this.epoch);
    return gone;
  }

  async #outcome(outcome: EntryOutcome): Promise<CommitOutcome> {
    if (outcome.kind !== 'replayed') return plainOutcome(outcome);
    try {
      return { kind: 'replayed', answer: await this.#answer(outcome.answer) };
    } catch (cause) {
      // The rest of the batch is durable, so only this one may fail.
      return { kind: 'failed', cause };
    }
  }

  async #answer(kept: KeptAnswer): Promise<string> {
    if (kept.kind === 'json') return kept.json;
    const { key, entity } = kept;
    const { tables, entities } = this.#backend;
    const stateOf = await tables.snapshot((tx: Kysely<never>) => materialise(tx, entities, [entity]));
    return `{${JSON.stringify(key)}:${stateOf(entity)}}`;
  }
}

function kindsOf(sources: readonly EntitySource[]): Pick<BatchContext, 'entityKinds' | 'keepingKinds'> {
  const keeping = sources.filter((source) => source.kept !== undefined);
  return {
    entityKinds: new Set(sources.map(({ kind }) => kind)),
    keepingKinds: new Set(keeping.map(({ kind }) => kind)),
  };
}

function plainOutcome(outcome: EntryOutcome): CommitOutcome {
  if (outcome.kind === 'replayed') throw new Error('a replayed answer is not materialised');
  return outcome.kind === 'failed' ? { kind: 'failed', cause: new Error(outcome.cause) } : outcome;
}
