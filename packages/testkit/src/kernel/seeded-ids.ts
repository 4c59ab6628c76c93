/** Ids and chance that repeat: the same seed gives the same run. */
import { createHash } from 'node:crypto';
import type { Ids } from '@parley/server/kernel/index';

export class SeededIds implements Ids {
  readonly #seed: number;
  #count = 0;
  #state: number;

  constructor(seed = 1) {
    this.#seed = seed & 0xffff;
    this.#state = seed >>> 0;
  }

  /** Shaped like a UUIDv7, rising, and never that of another seed (modulo 65536): nodes of one world have a seed each. */
  next(): string {
    this.#count += 1;
    return `01900000-0000-7000-8000-${hex(this.#count, 8)}${hex(this.#seed, 4)}`;
  }

  digest(text: string): string {
    return createHash('sha256').update(text).digest('base64url');
  }

  /** mulberry32. */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
