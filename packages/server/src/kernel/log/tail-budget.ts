/**
 * The memory that the tails of all open channels share. Over it, each gives the older half of its events back: busy channels fill
 * again soon, and whoever missed more reads the log.
 */

export interface Halving {
  /** Forgets events until at most half the bytes are held, or one event. */
  halve(): void;
}

export class TailBudget {
  readonly #limit: number;
  readonly #holding = new Set<Halving>();
  #held = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  /** What `tail` holds grew by `bytes`, or shrank where they are negative; `holds` is what it is now. */
  changed(tail: Halving, bytes: number, holds: number): void {
    this.#held += bytes;
    if (holds === 0) this.#holding.delete(tail);
    else if (holds === bytes) this.#holding.add(tail);
    if (this.#held > this.#limit && bytes > 0) for (const each of this.#holding) each.halve();
  }
}
