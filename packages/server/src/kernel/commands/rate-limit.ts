/** Token buckets: one per key, refilled by the clock, forgotten once full again. */
import type { RateRule } from '../kernel.ts';
import type { Clock } from '../ports/clock.ts';

interface Bucket {
  tokens: number;
  at: number;
}

/** Above this many buckets the full ones are swept. */
const SWEEP_ABOVE = 10_000;

export class RateLimiter {
  readonly #clock: Clock;
  readonly #rule: RateRule;
  readonly #buckets = new Map<string, Bucket>();
  /** Tokens taken by keys of which more than half was gone, since they were last asked for. */
  #lately = new Map<string, number>();
  #sweepAt = SWEEP_ABOVE;

  constructor(clock: Clock, rule: RateRule) {
    this.#clock = clock;
    this.#rule = rule;
  }

  /** Takes one token. Answers 0 when there was one, else after how many milliseconds there will be. */
  take(key: string): number {
    const { perSecond, burst } = this.#rule;
    if (perSecond === 0) return 0;
    const bucket = this.#bucketOf(key);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      if (bucket.tokens < burst / 2) this.#lately.set(key, (this.#lately.get(key) ?? 0) + 1);
      return 0;
    }
    return Math.ceil(((1 - bucket.tokens) * 1000) / perSecond);
  }

  /** What another node let through. The debt is bounded by a burst, so that nobody pays for long. */
  spend(key: string, tokens: number): void {
    const { perSecond, burst } = this.#rule;
    if (perSecond === 0) return;
    const bucket = this.#bucketOf(key);
    bucket.tokens = Math.max(-burst, bucket.tokens - tokens);
  }

  /** What the other nodes should know was taken here since the last call. */
  takenLately(): [key: string, tokens: number][] {
    if (this.#lately.size === 0) return [];
    const taken = [...this.#lately];
    this.#lately = new Map();
    return taken;
  }

  #bucketOf(key: string): Bucket {
    const now = this.#clock.monotonic();
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      if (this.#buckets.size >= this.#sweepAt) this.#sweep(now);
      bucket = { tokens: Math.max(1, this.#rule.burst), at: now };
      this.#buckets.set(key, bucket);
    }
    bucket.tokens = this.#refilled(bucket, now);
    bucket.at = now;
    return bucket;
  }

  #refilled(bucket: Bucket, now: number): number {
    const gained = ((now - bucket.at) * this.#rule.perSecond) / 1000;
    return Math.min(Math.max(1, this.#rule.burst), bucket.tokens + gained);
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (this.#refilled(bucket, now) >= this.#rule.burst) this.#buckets.delete(key);
    }
    // All in use: let the map grow rather than sweep on every call.
    this.#sweepAt = Math.max(SWEEP_ABOVE, this.#buckets.size * 2);
  }
}
