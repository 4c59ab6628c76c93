import { expect, test } from 'vitest';
import { SeededIds } from './seeded-ids.ts';

const ids = (seed: number) => {
  const made = new SeededIds(seed);
  return Array.from({ length: 300 }, () => made.next());
};

test('one seed gives the same ids again, rising; another gives none of them', () => {
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).toEqual([...ids(1)].sort());
  const [one, other] = [new Set(ids(1)), new Set(ids(2))];
  expect(one.size).toBe(300);
  expect([...one].filter((id) => other.has(id))).toEqual([]);
  for (const id of one) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
