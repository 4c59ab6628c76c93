/** Time as a dependency, so that tests drive it and nothing sleeps. */

export interface Clock {
  /** Milliseconds since 1970, as `Date.now()`. */
  readonly now: () => number;
  /** Runs `task` once after `delayMs`; returns how to cancel it. */
  readonly after: (delayMs: number, task: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
