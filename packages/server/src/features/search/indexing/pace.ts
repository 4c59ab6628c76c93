/** How indexing leaves the database and this process to everybody else: what is said under load is found a little later. */
import type { Clock } from '../../../kernel/index.ts';
import type { LoadMeter } from '../../../platform/load.ts';

/** So many messages are indexed between two pauses, of one room or of several. */
const MESSAGES_AT_ONCE = 100;
/** What a write set costs by itself, in messages. */
const COST_OF_STEP = 10;
/** Shorter ones tell little of the load. */
const PAUSE_MIN_MS = 10;
/** Longer ones at once help nobody. */
const PAUSE_MAX_MS = 50;
/** Of the event loop, without indexing, which means as much again of the database's thread: from there on, what is waited for comes first. */
const BUSY = 0.3;
/** Half a second: a server that is never at leisure indexes too. */
const PAUSES_MAX = 10;

export class Pace {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #load: LoadMeter;
  #done = 0;
  #tookMs = 0;

  constructor(clock: Pick<Clock, 'after'>, load: LoadMeter) {
    this.#clock = clock;
    this.#load = load;
  }

  /**
   * After every step. Now and then waits as long as the steps since took, so that at least half of the time the database is
   * everybody else's; and over again while others keep this process busy, or until `goesOn` says no.
   */
  async after(step: { readonly messages: number; readonly tookMs: number }, goesOn: () => boolean) {
    this.#done += step.messages + COST_OF_STEP;
    this.#tookMs += step.tookMs;
    if (this.#done < MESSAGES_AT_ONCE) return;
    const firstMs = Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MIN_MS, this.#tookMs));
    [this.#done, this.#tookMs] = [0, 0];
    // From here on it measures others.
    this.#load();
    for (let pause = 0; pause < PAUSES_MAX; pause += 1) {
      await this.#pause(pause === 0 ? firstMs : PAUSE_MAX_MS);
      if (!goesOn() || this.#load() < BUSY) return;
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(delayMs, resolve);
    });
  }
}
