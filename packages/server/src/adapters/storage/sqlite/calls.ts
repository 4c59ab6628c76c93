/** Calls to a worker thread, answered in order; those of one tick go over in one message. */
import type { MessagePort, Worker } from 'node:worker_threads';

/** Operations of a worker: what each takes and gives. */
export type Calls = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;

/** The last message: the thread closes what it opened and ends. */
const END = null;

interface Call {
  readonly op: string;
  readonly input: unknown;
}

type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly name: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(cause: Error): void;
}

/** The calling side. A worker that ends by itself is reported once; its calls then stay unanswered. */
export class WorkerCalls<C extends Calls> {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #gone: Promise<void>;
  #outgoing: Call[] = [];
  #ended = false;

  constructor(worker: Worker, onDeath: (cause: Error) => void) {
    this.#worker = worker;
    worker.on('message', (answers: readonly Answer[]) => {
      for (const answer of answers) this.#settle(answer);
    });
    const died = (cause: Error): void => {
      if (this.#ended) return;
      this.#ended = true;
      onDeath(cause);
    };
    this.#gone = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('error', died);
    worker.on('exit', (code) => died(new Error(`a database worker ended by itself (exit code ${code})`)));
  }

  call<K extends keyof C & string>(op: K, input: C[K]['input']): Promise<C[K]['output']> {
    if (this.#ended) return Promise.reject(new Error('the database is closed'));
    return new Promise<C[K]['output']>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#outgoing.push({ op, input }) === 1) queueMicrotask(() => this.#send());
    });
  }

  /**
   * Resolves when the thread has ended by itself, all earlier calls answered. It is never terminated: a native library
   * that is stopped while it loads aborts the whole process.
   */
  end(): Promise<void> {
    if (!this.#ended) {
      this.#ended = true;
      // Behind the calls of this tick.
      queueMicrotask(() => this.#worker.postMessage(END));
    }
    return this.#gone;
  }

  #send(): void {
    const calls = this.#outgoing;
    this.#outgoing = [];
    try {
      this.#worker.postMessage(calls);
    } catch (cause) {
      // Something that can't cross threads: these calls were the last to be queued and none of them went out.
      const error = cause instanceof Error ? cause : new Error(String(cause));
      for (const waiting of this.#waiting.splice(-calls.length)) waiting.reject(error);
    }
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.shift();
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(Object.assign(new Error(answer.message), { name: answer.name }));
  }
}

export type Handlers<C extends Calls> = {
  readonly [K in keyof C]: (input: C[K]['input']) => C[K]['output'];
};

/**
 * The worker's side. An error of a handler is that call's answer; `isFatal` ones end the thread instead. At the end
 * `close` is called, and the thread ends unless it keeps itself busy otherwise.
 */
export function answerCalls<C extends Calls>(
  port: MessagePort,
  handlers: Handlers<C>,
  isFatal: (cause: unknown) => boolean,
  close: () => void,
): void {
  port.on('message', (calls: readonly Call[] | typeof END) => {
    if (calls === END) {
      port.close();
      close();
      return;
    }
    port.postMessage(calls.map((call) => answerTo(call, handlers, isFatal)));
  });
}

function answerTo<C extends Calls>(
  { op, input }: Call,
  handlers: Handlers<C>,
  isFatal: (cause: unknown) => boolean,
): Answer {
  try {
    const handler = handlers[op];
    if (!handler) throw new Error(`no operation ${op}`);
    return { ok: true, value: handler(input) };
  } catch (cause) {
    if (isFatal(cause)) throw cause;
    const { message, name } = cause instanceof Error ? cause : new Error(String(cause));
    return { ok: false, message, name };
  }
}
