/** Filters as text, and texts in pieces. */
import { expect, test } from 'vitest';
import { filtersOf, has, piecesOf, toggled, withoutFilter } from './search-model.ts';

test('a filter is switched on at the end, and off wherever it stands', () => {
  expect(toggled('plan', 'has:link')).toBe('plan has:link');
  expect(toggled('  ', 'has:link')).toBe('has:link');
  expect(toggled('plan HAS:Link "a  b"', 'has:link')).toBe('plan "a  b"');
  expect(has('plan HAS:link', 'has:link')).toBe(true);
  expect(has('"has:link"', 'has:link')).toBe(false);
});

test('other operators are told, and can be taken out', () => {
  const text = 'plan from:ada in:"Big room" has:link before:2026-01-31';
  const filters = filtersOf(text);
  expect(filters.map((filter) => filter.text)).toEqual(['from:ada', 'in:"Big room"', 'before:2026-01-31']);
  const [, room] = filters;
  if (room === undefined) throw new Error('there is a room');
  expect(withoutFilter(text, room)).toBe('plan from:ada has:link before:2026-01-31');
});

test('a text in pieces is the whole text', () => {
  expect(piecesOf('a cat sat', [[2, 5]])).toEqual([
    { at: 0, text: 'a ', marked: false },
    { at: 2, text: 'cat', marked: true },
    { at: 5, text: ' sat', marked: false },
  ]);
  expect(piecesOf('cat', [[0, 3]])).toEqual([{ at: 0, text: 'cat', marked: true }]);
  expect(piecesOf('cat', [])).toEqual([{ at: 0, text: 'cat', marked: false }]);
});
