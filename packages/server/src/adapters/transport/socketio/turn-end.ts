/** The end of the present turn of the event loop: one callback for all who have something to let go of then. */

export interface Releasing {
  release(): void;
}

export class TurnEnd {
  #due: Releasing[] = [];

  /** Calls `release` once this turn's callbacks and promises have run, in the order of adding. */
  add(releasing: Releasing): void {
    if (this.#due.push(releasing) === 1) process.nextTick(() => this.#run());
  }

  #run(): void {
    const due = this.#due;
    this.#due = [];
    for (const each of due) each.release();
  }
}
