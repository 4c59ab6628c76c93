/** Ids and digests by Node's cryptography. */
import { hash, randomFillSync } from 'node:crypto';
import type { Clock, Ids } from '../kernel/index.ts';

const POOL_BYTES = 8_192;
/** Random bytes an id takes: 62 bits, and 11 to begin a millisecond's counter with. */
const ID_BYTES = 10;
const MAX_COUNTER = 0xfff;

/**
 * UUIDv7 (RFC 9562 §5.7), rising within the process by a counter in `rand_a` (§6.2, method 1): it begins each
 * millisecond at random in its lower half, and borrows from the next millisecond when it is used up.
 */
export function systemIds(clock: Pick<Clock, 'now'>): Ids {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  let lastMs = 0;
  let prefix = '';
  let counter = 0;

  function random(): Buffer {
    if (used + ID_BYTES > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += ID_BYTES;
    return pool.subarray(used - ID_BYTES, used);
  }

  function next(): string {
    const bytes = random();
    const now = clock.now();
    if (now > lastMs || counter === MAX_COUNTER) {
      lastMs = Math.max(now, lastMs + 1);
      const ms = lastMs.toString(16).padStart(12, '0');
      prefix = `${ms.slice(0, 8)}-${ms.slice(8)}-7`;
      counter = bytes.readUInt16BE(8) & 0x7ff;
    } else {
      counter += 1;
    }
    const sequence = counter.toString(16).padStart(3, '0');
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    const tail = bytes.toString('hex', 0, 8);
    // Joined, which copies: a template is a chain of its parts, several times their size, for as long as the id is kept.
    return [prefix, sequence, '-', tail.slice(0, 4), '-', tail.slice(4)].join('');
  }

  return { next, digest: (text) => hash('sha256', text, 'base64url'), random: () => Math.random() };
}
