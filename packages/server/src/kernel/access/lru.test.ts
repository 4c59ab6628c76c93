import { expect, test } from 'vitest';
import { Lru } from './lru.ts';

test('what is used lately stays, what is not goes, and never more than the capacity is kept', () => {
  const lru = new Lru<number>(4);
  lru.set('used', 0);
  for (let n = 1; n <= 20; n++) {
    lru.set(`n${n}`, n);
    expect(lru.get('used')).toBe(0);
  }
  expect(lru.get('n20')).toBe(20);
  expect(lru.get('n1')).toBeUndefined();
  const kept = Array.from({ length: 20 }, (_, n) => lru.get(`n${n + 1}`)).filter((n) => n !== undefined);
  expect(kept.length).toBeLessThanOrEqual(4);
});

test('a key is replaced and deleted wherever it lies', () => {
  const lru = new Lru<string>(2);
  lru.set('a', 'first');
  lru.set('b', 'pushes a into the old generation');
  lru.set('a', 'second');
  expect(lru.get('a')).toBe('second');
  lru.set('c', 'and again');
  lru.delete('a');
  expect(lru.get('a')).toBeUndefined();
});
