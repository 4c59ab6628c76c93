/** Signals a slow connection isn't ready for: the latest per (channel, type, actor), for as long as they mean anything. */
import type { WireSignal } from '../log/event.ts';

const TTL_MS = 5_000;
const MAX_HELD = 1_000;

export class SignalHold {
  readonly #held = new Map<string, { signal: WireSignal; until: number }>();

  get size(): number {
    return this.#held.size;
  }

  put(signal: WireSignal, now: number): void {
    const key = `${signal.channel}|${signal.type}|${signal.actor}`;
    this.#held.delete(key);
    if (this.#held.size >= MAX_HELD) return;
    this.#held.set(key, { signal, until: now + TTL_MS });
  }

  expire(now: number): void {
    for (const [key, { until }] of this.#held) if (until <= now) this.#held.delete(key);
  }

  /** Empties the hold and answers what is still fresh. */
  take(now: number): WireSignal[] {
    const fresh = [...this.#held.values()].filter((held) => held.until > now).map((held) => held.signal);
    this.#held.clear();
    return fresh;
  }
}
