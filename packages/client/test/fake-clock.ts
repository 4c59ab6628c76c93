/** Time that passes when told to. */
import type { Clock } from '../src/clock.ts';

export class FakeClock implements Clock {
  #now = Date.parse('2026-01-01T00:00:00.000Z');
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  readonly now = () => this.#now;

  readonly after = (delayMs: number, task: () => void) => {
    const entry = { at: this.#now + Math.max(0, delayMs), task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  };

  /** Runs what falls due, in order of time, letting promises settle after each. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#tasks.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#tasks = this.#tasks.filter((entry) => entry !== due);
      this.#now = Math.max(this.#now, due.at);
      due.task();
      await settle();
    }
    this.#now = until;
    await settle();
  }

  /** Delays of what waits, shortest first. */
  waiting(): readonly number[] {
    return this.#tasks.map((entry) => entry.at - this.#now).sort((a, b) => a - b);
  }
}

/** Lets every promise that can settle do so: a macrotask comes after all of them. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
