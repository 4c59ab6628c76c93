import { describe, expect, it } from 'vitest';
import { systemIds } from './ids.ts';

describe('ids', () => {
  it('are UUIDv7 with the time they were made at', () => {
    const id = systemIds({ now: () => 0x0198_0000_0001 }).next();
    expect(id).toMatch(/^01980000-0001-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('rise, also within a millisecond, when the counter is used up, and when the clock jumps back', () => {
    let now = 1_000_000;
    const ids = systemIds({ now: () => now });
    const made = Array.from({ length: 20_000 }, (_, n) => {
      if (n === 10_000) now -= 5_000;
      return ids.next();
    });
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
  });

  it('digest equal texts equally and others differently', () => {
    const ids = systemIds({ now: () => 0 });
    expect(ids.digest('a')).toBe(ids.digest('a'));
    expect(ids.digest('a')).not.toBe(ids.digest('b'));
    expect(ids.digest('a')).toHaveLength(43);
  });
});
