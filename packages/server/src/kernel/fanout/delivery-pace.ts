/**
 * When a channel's next delivery may go out. What comes shortly after a delivery waits, so that one write to each of many
 * sockets carries several events:
 *
 * - at once when nothing came for half a window, or nothing was delivered in the last one;
 * - else one window after the last delivery;
 * - after a delivery that took long, not before half as long again has passed, unless as many wait as any of the last
 *   deliveries had: people who wait for each other's words are then all there.
 */
import type { Clock } from '../ports/clock.ts';
import { RecentLargest } from '../recent-largest.ts';

/** How many deliveries are looked back on. */
const REMEMBERED = 16;

export class DeliveryPace {
  readonly #clock: Clock;
  readonly #windowMs: number;
  #lastStart = Number.NEGATIVE_INFINITY;
  #lastEnd = Number.NEGATIVE_INFINITY;
  /** How long the last delivery kept the node busy. */
  #tookMs = 0;
  #lastOffered = Number.NEGATIVE_INFINITY;
  /** Events a delivery. */
  readonly #largest = new RecentLargest(REMEMBERED);
  #stopTiming: (() => void) | null = null;

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  /** Events came; answers how many milliseconds they should wait, 0 or less when they should not. */
  offered(pending: number): number {
    const now = this.#clock.monotonic();
    const isSpaced = now - this.#lastOffered >= this.#windowMs / 2;
    this.#lastOffered = now;
    const windowEnd = isSpaced ? now : this.#lastStart + this.#windowMs;
    const breathEnd = pending >= this.#largest.value ? now : this.#lastEnd + this.#tookMs / 2;
    return Math.max(windowEnd, breathEnd) - now;
  }

  /** Milliseconds until what is no event may go out, 0 or less when that is now. */
  get windowLeftMs(): number {
    return this.#lastStart + this.#windowMs - this.#clock.monotonic();
  }

  /** A delivery of so many events begins: it ends when the node comes to other things. */
  delivering(size: number): void {
    const startedAt = this.#clock.monotonic();
    this.#lastStart = startedAt;
    if (size === 0) return;
    this.#largest.add(size);
    this.#stopTiming ??= this.#clock.after(0, () => {
      this.#stopTiming = null;
      this.#lastEnd = this.#clock.monotonic();
      this.#tookMs = this.#lastEnd - startedAt;
    });
  }

  stop(): void {
    this.#stopTiming?.();
  }
}
