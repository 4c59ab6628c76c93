/** What Ctrl+K finds first. */
import { expect, test } from 'vitest';
import { ranked, score } from './switcher-model.ts';

const candidates = [
  { id: '1', name: 'Design', weight: 1 },
  { id: '2', name: 'Web design', weight: 9 },
  { id: '3', name: 'Redesign', weight: 5 },
  { id: '4', name: 'Zoë Müller', also: 'zoe', weight: 2 },
];

test('the beginning of a name wins over a word in it, and that over letters inside', () => {
  expect(ranked('des', candidates, 9).map(({ id }) => id)).toEqual(['1', '2', '3']);
});

test('accents, case and a leading # or @ do not matter', () => {
  expect(ranked('MULLER', candidates, 9).map(({ id }) => id)).toEqual(['4']);
  expect(ranked('#web', candidates, 9).map(({ id }) => id)).toEqual(['2']);
});

test('letters in order find a name, letters out of order do not', () => {
  expect(score('wdn', 'Web design')).toBeGreaterThan(0);
  expect(score('ndw', 'Web design')).toBe(0);
});

test('nothing typed shows everything, the weightiest first, up to the limit', () => {
  expect(ranked('', candidates, 2).map(({ id }) => id)).toEqual(['2', '3']);
});
