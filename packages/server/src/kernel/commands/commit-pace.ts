/**
 * When the next commit may start. Every commit costs pages, an fsync and a trip to the writer, and so do the deliveries it
 * causes; a fast disk would otherwise make many small ones (ADR 9).
 *
 * While several write at once, commits start at least a spacing apart, and take along who comes shortly after the first of
 * those that wait. They start sooner when as many wait as the largest of the last commits took: people who await their
 * answers before they go on are then all there, and waiting would gain nothing.
 */
import type { Clock } from '../ports/clock.ts';
import { RecentLargest } from '../recent-largest.ts';

/** So many waiting are worth a commit of their own, however soon after the last. */
const FULL_BATCH = 128;
/** Write sets a commit, on average of late, from which several people must be writing at once. */
const CROWDED = 1.25;
/** The part of a spacing for which the first one waits in any case: others are still being read after a long delivery. */
const GATHERING = 0.25;
/** How many commits are looked back on. */
const REMEMBERED = 16;

export class CommitPace {
  readonly #clock: Clock;
  readonly #spacingMs: number;
  readonly #largest = new RecentLargest(REMEMBERED);
  /** Moving average of write sets a commit. */
  #crowd = 0;
  #lastStart = Number.NEGATIVE_INFINITY;
  #waitingSince = Number.NEGATIVE_INFINITY;

  /** `spacingMs` 0: none. */
  constructor(clock: Clock, spacingMs: number) {
    this.#clock = clock;
    this.#spacingMs = spacingMs;
  }

  /** A commit of `size` write sets starts now. */
  started(size: number): void {
    this.#lastStart = this.#clock.monotonic();
    this.#crowd += (size - this.#crowd) / 8;
    this.#largest.add(size);
  }

  /** Whether `waiting` write sets need not wait for more. */
  isEnough(waiting: number): boolean {
    return waiting >= FULL_BATCH || this.#crowd < CROWDED || waiting >= this.#largest.value;
  }

  /** Write sets wait from now on. */
  begun(): void {
    this.#waitingSince = this.#clock.monotonic();
  }

  /** Milliseconds from now until those that wait go, however few they are; 0 or less when that is now. */
  get waitMs(): number {
    const due = Math.max(this.#lastStart + this.#spacingMs, this.#waitingSince + this.#spacingMs * GATHERING);
    return due - this.#clock.monotonic();
  }
}
