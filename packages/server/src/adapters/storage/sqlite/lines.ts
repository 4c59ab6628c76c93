/** The lines to the two workers: snapshots on the reader, migrations on the writer. */
import type { SqlValue } from '../sql/steps.ts';
import type { WorkerCalls } from './calls.ts';
import type { Line } from './kysely.ts';
import type { FlatRows, ReaderCalls, WriterCalls } from './protocol.ts';

const SNAPSHOTS_AT_ONCE = 32;

/** A reader's connections for snapshots; who finds none free waits in order. */
export class Slots {
  readonly #free: number[];
  readonly #waiting: ((slot: number) => void)[] = [];

  constructor(atOnce = SNAPSHOTS_AT_ONCE) {
    this.#free = Array.from({ length: atOnce }, (_, index) => atOnce - index);
  }

  take(): Promise<number> {
    const slot = this.#free.pop();
    if (slot !== undefined) return Promise.resolve(slot);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(slot: number): void {
    const next = this.#waiting.shift();
    if (next) next(slot);
    else this.#free.push(slot);
  }
}

/** Single reads on the shared connection; `begin` takes a connection whose first read fixes a snapshot. */
export class ReaderLine implements Line {
  readonly #calls: Pick<WorkerCalls<ReaderCalls>, 'call'>;
  readonly #slots: Slots;
  #slot = 0;
  #begun: Promise<unknown> = Promise.resolve();

  constructor(calls: Pick<WorkerCalls<ReaderCalls>, 'call'>, slots: Slots) {
    this.#calls = calls;
    this.#slots = slots;
  }

  query(sql: string, params: readonly SqlValue[]): Promise<FlatRows> {
    return this.#calls.call('query', { slot: this.#slot, sql, params });
  }

  async begin(): Promise<void> {
    this.#slot = await this.#slots.take();
    // Not awaited: calls are carried out in order, so it goes over in one message with the first read.
    this.#begun = this.#calls.call('begin', this.#slot);
    this.#begun.catch(() => undefined);
  }

  async end(): Promise<void> {
    const slot = this.#slot;
    this.#slot = 0;
    const ended = this.#calls.call('end', slot);
    // Given back at once: whoever takes it begins after this end.
    this.#slots.giveBack(slot);
    ended.catch(() => undefined);
    await this.#begun;
  }
}

/** For migrations only: one at a time, before the log is used. */
export class WriterLine implements Line {
  readonly #calls: WorkerCalls<WriterCalls>;

  constructor(calls: WorkerCalls<WriterCalls>) {
    this.#calls = calls;
  }

  query(sql: string, params: readonly SqlValue[]): Promise<FlatRows> {
    return this.#calls.call('query', { sql, params });
  }

  async begin(): Promise<void> {
    await this.query('begin immediate', []);
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    await this.query(how, []);
  }
}
