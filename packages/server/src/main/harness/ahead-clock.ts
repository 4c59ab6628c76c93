/** Test support: the system's clock, ahead by what a test lets pass. */
import type { Clock } from '../../kernel/index.ts';
import { systemClock } from '../clock.ts';

export class AheadClock implements Clock {
  #ahead = 0;
  now = () => systemClock.now() + this.#ahead;
  monotonic = () => systemClock.monotonic() + this.#ahead;
  after = (delayMs: number, run: () => void) => systemClock.after(delayMs, run);
  pass(ms: number): void {
    this.#ahead += ms;
  }
}
