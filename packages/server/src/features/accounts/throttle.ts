/**
 * Slows down guessing: after some failures each further attempt must wait, longer every time. Kept in memory; nodes tell
 * each other, so that guessing at several at once gains nothing but what is under way between them.
 */
import { type Clock, refuse } from '../../kernel/index.ts';

export interface Attempt {
  /** It was not a wrong guess; with `forgive`, earlier failures are forgotten too. */
  succeeded(forgive: boolean): void;
}

/** What becomes of a key's failures. */
export interface Word {
  readonly key: string;
  readonly was: 'attempted' | 'undone' | 'forgiven';
}

export interface Throttle {
  /** Another node's word. */
  heard(word: Word): void;
  /**
   * Counts as a failure until it is said to have succeeded, so that attempts made at once are all counted.
   * Refuses with RATE_LIMITED while the key must wait.
   */
  begin(key: string): Attempt;
}

export interface ThrottleOptions {
  /** Failures without delay; 0 = no limit. */
  readonly free: number;
  /** The first delay; each further failure doubles it. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A key that failed nothing for this long is forgotten. */
  readonly forgetMs: number;
  /** Beyond this many keys the oldest are forgotten, so that a flood of names takes bounded memory. */
  readonly maxKeys?: number;
}

interface Failures {
  count: number;
  at: number;
}

const UNLIMITED: Throttle = { heard: () => {}, begin: () => ({ succeeded: () => {} }) };

/** `tell` carries words to the other nodes. */
export function throttle(
  clock: Clock,
  options: ThrottleOptions,
  tell: (word: Word) => void = () => {},
): Throttle {
  const { free, firstDelayMs, maxDelayMs, forgetMs, maxKeys = 20_000 } = options;
  if (free === 0) return UNLIMITED;
  const failures = new Map<string, Failures>();

  function known(key: string, now: number): Failures {
    const entry = failures.get(key);
    return entry && now - entry.at < forgetMs ? entry : { count: 0, at: now };
  }

  function failed(key: string, entry: Failures, now: number): void {
    entry.count += 1;
    entry.at = now;
    // Set anew so that the map is ordered by last failure.
    failures.delete(key);
    failures.set(key, entry);
    for (const oldest of failures.keys()) {
      if (failures.size <= maxKeys) break;
      failures.delete(oldest);
    }
  }

  return {
    heard({ key, was }) {
      const now = clock.monotonic();
      const entry = known(key, now);
      if (was === 'attempted') failed(key, entry, now);
      else if (was === 'forgiven') failures.delete(key);
      else entry.count = Math.max(0, entry.count - 1);
    },
    begin(key) {
      const now = clock.monotonic();
      const entry = known(key, now);
      if (entry.count >= free) {
        const delayMs = Math.min(firstDelayMs * 2 ** (entry.count - free), maxDelayMs);
        const waitMs = Math.ceil(entry.at + delayMs - now);
        if (waitMs > 0) {
          refuse('RATE_LIMITED', 'Too many attempts. Wait a moment and try again.', { retryAfterMs: waitMs });
        }
      }
      failed(key, entry, now);
      tell({ key, was: 'attempted' });
      return {
        succeeded(forgive) {
          tell({ key, was: forgive ? 'forgiven' : 'undone' });
          if (forgive) failures.delete(key);
          else entry.count = Math.max(0, entry.count - 1);
        },
      };
    },
  };
}

export interface Rate {
  /** Takes one; refuses with RATE_LIMITED when there is none left. */
  take(key: string): void;
}

/** A token bucket per key. 0 in either = no limit. */
export function rate(
  clock: Clock,
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  maxKeys = 20_000,
): Rate {
  if (perSecond === 0 || burst === 0) return { take: () => {} };
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const now = clock.monotonic();
      const bucket = buckets.get(key) ?? { left: burst, at: now };
      bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      buckets.delete(key);
      buckets.set(key, bucket);
      for (const oldest of buckets.keys()) {
        if (buckets.size <= maxKeys) break;
        buckets.delete(oldest);
      }
      if (bucket.left < 1) {
        const retryAfterMs = Math.ceil(((1 - bucket.left) / perSecond) * 1000);
        refuse('RATE_LIMITED', 'Too many registrations from this address. Try again later.', {
          retryAfterMs,
        });
      }
      bucket.left -= 1;
    },
  };
}
