/** How long a server that is away is waited for: those who come first wait, and once it has been away that long nobody does. */
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 10;
const LONGEST_MS = 1_000;

/** Waits between tries, longer each time and never in step with other nodes, until its time is up. */
export class Patience {
  readonly #until: number;
  #tries = 0;

  constructor(forMs: number) {
    this.#until = performance.now() + forMs;
  }

  /** False, at once, when there is no time left. */
  async wait(): Promise<boolean> {
    if (performance.now() >= this.#until) return false;
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries++);
    await sleep(ceiling * (0.5 + Math.random() / 2));
    return true;
  }
}

/** Since when nothing gets through. */
export class Outage {
  readonly #patienceMs: number;
  #since: number | null = null;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  get lasts(): boolean {
    return this.#since !== null;
  }

  /** What is left of the patience with this outage; all of it while there is none. */
  patience(): Patience {
    const lastedMs = this.#since === null ? 0 : performance.now() - this.#since;
    return new Patience(this.#patienceMs - lastedMs);
  }

  failed(): void {
    this.#since ??= performance.now();
  }

  over(): void {
    this.#since = null;
  }
}
