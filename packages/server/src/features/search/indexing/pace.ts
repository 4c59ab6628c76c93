/** How indexing leaves the database and this process to everybody else: what is said under load is found a little later. */
import type { Clock } from '../../../kernel/index.ts';
import type { LoadMeter } from '../../../platform/load.ts';

/** Shorter ones tell little of the load. */
const PAUSE_MIN_MS = 10;
/** Longer ones at once help nobody. */
const PAUSE_MAX_MS = 50;
/** Of the event loop, without indexing, which means as much again of the database’s thread: from there on, what is waited for comes first. */
const BUSY = 0.3;
/** Half a second: a server that is never at leisure indexes too. */
const PAUSES_MAX = 10;

export interface Pace {
  readonly clock: Pick<Clock, 'after'>;
  readonly load: LoadMeter;
  readonly goesOn: () => boolean;
}

/**
 * Waits as long as the step before took, so that at least half of the time the database is everybody else's; and over again
 * while others keep this process busy, or until `goesOn` says no.
 */
export async function giveWay({ clock, load, goesOn }: Pace, tookMs: number): Promise<void> {
  const pauseMs = Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MIN_MS, tookMs));
  // From here on it measures others.
  load();
  for (let pause = 0; pause < PAUSES_MAX; pause += 1) {
    await new Promise<void>((resolve) => {
      clock.after(pause === 0 ? pauseMs : PAUSE_MAX_MS, resolve);
    });
    if (!goesOn() || load() < BUSY) return;
  }
}
