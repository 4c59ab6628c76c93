/** Waits between tries, longer each time and never in step with other nodes, until its time is up. */
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_MS = 10;
const LONGEST_MS = 1_000;

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
