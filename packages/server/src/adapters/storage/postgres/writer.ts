/** Commits batches over one connection, through restarts of the server and lost answers. */
import type { BatchContext } from '../sql/attempt.ts';
import { commitBatch } from '../sql/batch.ts';
import type { Entry, EntryOutcome } from '../sql/entry.ts';
import { StepFailure } from '../sql/steps.ts';
import { Connection, type ConnectSettings } from './connection.ts';
import { carryOut } from './executor.ts';
import { failureOf } from './failures.ts';
import { InsertStatements } from './inserts.ts';
import { type Outage, Patience } from './patience.ts';

export interface WriterSettings extends ConnectSettings {
  /** Its patience is how long a batch that is known not to be durable is tried again before it is refused. */
  readonly outage: Outage;
  readonly onFatal: (cause: Error) => void;
}

export class Writer {
  readonly #settings: WriterSettings;
  readonly #inserts = new InsertStatements();
  #connection: Connection | undefined;
  #underWay: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(settings: WriterSettings) {
    this.#settings = settings;
  }

  /** Rejects only when nothing of the batch is durable (L5). */
  commit(entries: readonly Entry[], context: BatchContext, epoch: string): Promise<readonly EntryOutcome[]> {
    const committing = this.#commit(entries, context, epoch);
    this.#underWay = committing.catch(() => undefined);
    return committing;
  }

  /** Waits for the batch under way, which is not tried again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#underWay;
    await this.#connection?.close();
  }

  async #commit(
    entries: readonly Entry[],
    context: BatchContext,
    epoch: string,
  ): Promise<readonly EntryOutcome[]> {
    const { outage } = this.#settings;
    const patience = outage.patience();
    for (;;) {
      try {
        const connection = await this.#connected();
        const outcomes = await carryOut(commitBatch(entries, context), connection, {
          epoch,
          now: context.now,
          inserts: this.#inserts,
          wasCommitted: (id) => this.#wasCommitted(id, context.now),
        });
        outage.over();
        return outcomes;
      } catch (cause) {
        if (cause instanceof StepFailure && cause.kind === 'lost') {
          outage.failed();
          this.#drop();
        }
        if (cause instanceof StepFailure && cause.kind === 'fatal' && !this.#closed)
          this.#settings.onFatal(cause);
        if (!this.#mayRetry(cause) || !(await patience.wait())) throw cause;
      }
    }
  }

  #mayRetry(cause: unknown): boolean {
    if (this.#closed || !(cause instanceof StepFailure)) return false;
    return cause.kind === 'lost' || cause.kind === 'retry';
  }

  /**
   * Takes the id for itself: when that succeeds, the lost transaction did not commit and never will; when the id is
   * taken, it did. While the lost transaction is still under way on the server, this waits for it.
   */
  async #wasCommitted(id: string, now: number): Promise<boolean> {
    this.#drop();
    const patience = new Patience(Number.POSITIVE_INFINITY);
    for (;;) {
      try {
        const connection = await this.#connected();
        const { changes } = await connection.query(TAKE_ID, [id, now]);
        return changes === 0;
      } catch (cause) {
        this.#drop();
        // Neither answer would be true, so there is none.
        if (this.#closed) throw new StepFailure('fatal', cause);
        await patience.wait();
      }
    }
  }

  async #connected(): Promise<Connection> {
    if (this.#closed) throw new Error('the database is closed');
    if (this.#connection && !this.#connection.broken) return this.#connection;
    this.#connection = undefined;
    try {
      this.#connection = await Connection.open(this.#settings);
    } catch (cause) {
      throw failureOf(cause);
    }
    return this.#connection;
  }

  /** Not waited for: the other side may never answer. */
  #drop(): void {
    void this.#connection?.close();
    this.#connection = undefined;
  }
}

const TAKE_ID = 'insert into batches (id, at) values ($1, $2) on conflict (id) do nothing';
