/** A reader whose thread starts when it is first asked: what most servers seldom need costs nothing until then. */
import { WorkerCalls } from './calls.ts';
import type { ReaderCalls, WorkerSettings } from './protocol.ts';
import { startWorker } from './start-worker.ts';

export class LateReader {
  readonly #settings: WorkerSettings;
  readonly #onFatal: (cause: Error) => void;
  #started: Promise<WorkerCalls<ReaderCalls>> | null = null;
  #ended = false;

  constructor(settings: WorkerSettings, onFatal: (cause: Error) => void) {
    this.#settings = settings;
    this.#onFatal = onFatal;
  }

  /** In the order of asking, also while the thread starts. */
  async call<K extends keyof ReaderCalls>(
    op: K,
    input: ReaderCalls[K]['input'],
  ): Promise<ReaderCalls[K]['output']> {
    if (this.#ended) throw new Error('the database is closed');
    this.#started ??= startWorker('reader', this.#settings).then(
      (worker) => new WorkerCalls<ReaderCalls>(worker, this.#onFatal),
    );
    const calls = await this.#started;
    return calls.call(op, input);
  }

  async end(): Promise<void> {
    this.#ended = true;
    const calls = await this.#started?.catch(() => null);
    await calls?.end();
  }
}
