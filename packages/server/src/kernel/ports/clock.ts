/** Time comes in here, so that tests drive it and the kernel owns no timer. */

export interface Clock {
  /** Milliseconds since the Unix epoch. May jump; use it for what is shown, and for leases. */
  now(): number;
  /** Milliseconds that only ever rise, from an arbitrary start. Use it for intervals. */
  monotonic(): number;
  /** Calls `run` once, not before `delayMs` passed. The answer cancels it; cancelling twice is harmless. */
  after(delayMs: number, run: () => void): () => void;
}
