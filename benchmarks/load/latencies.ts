/** Times in milliseconds, and when each message under way was sent. */
import type { Quantiles } from './job.ts';

/** More than any sender has under way. */
const KEPT = 4096;

export class SendTimes {
  readonly #bySender: readonly Float64Array[];

  constructor(senders: number) {
    this.#bySender = Array.from({ length: senders }, () => new Float64Array(KEPT));
  }

  sent(sender: number, id: number, at: number): void {
    const times = this.#bySender[sender];
    if (times) times[id % KEPT] = at;
  }

  of(sender: number, id: number): number {
    return this.#bySender[sender]?.[id % KEPT] ?? Number.NaN;
  }
}

export function quantiles(times: readonly number[]): Quantiles {
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = Float64Array.from(times).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
