/** What Ctrl+K finds first. */
import { expect, test } from 'vitest';
import { grouped, ranked, score } from './switcher-model.ts';

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
  expect(score('مكتبه', 'مكتبة')).toBe(score('a', 'a'));
  expect(score('strasse', 'Straße')).toBe(100);
  expect(ranked('#web', candidates, 9).map(({ id }) => id)).toEqual(['2']);
});

test('letters in order find a name, letters out of order do not', () => {
  expect(score('wdn', 'Web design')).toBeGreaterThan(0);
  expect(score('ndw', 'Web design')).toBe(0);
});

test('nothing typed shows everything, the weightiest first, up to the limit', () => {
  expect(ranked('', candidates, 2).map(({ id }) => id)).toEqual(['2', '3']);
});

const among = [
  { id: '1', name: 'Design', weight: 9, group: 'recent' },
  { id: '2', name: 'Desk', weight: 3, group: 'unread' },
  { id: '3', name: 'Lobby', weight: 5, group: 'unread' },
  { id: '4', name: 'Desmond', weight: 1, group: 'people' },
];
const shape = (query: string) =>
  grouped(query, among, 9).map(({ name, items }) => [name, items.map(({ id }) => id)]);

test('nothing typed shows what is unread before what is recent', () => {
  expect(shape('')).toEqual([
    ['unread', ['3', '2']],
    ['recent', ['1']],
    ['people', ['4']],
  ]);
});

test('the group with the best name comes first', () => {
  expect(shape('desm')).toEqual([['people', ['4']]]);
  expect(shape('desk')[0]).toEqual(['unread', ['2']]);
  expect(shape('design')[0]).toEqual(['recent', ['1']]);
});
