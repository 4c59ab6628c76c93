import { expect, test } from 'vitest';
import { beginningOf, daysAgo, inputDay } from './day-model.ts';

test('days are counted on the calendar, over months and changes of the clock', () => {
  expect(daysAgo(new Date(2026, 2, 1, 15, 30), 1)).toEqual(new Date(2026, 1, 28));
  expect(daysAgo(new Date(2026, 2, 31, 23, 59), 7)).toEqual(new Date(2026, 2, 24));
});

test('a date field and the beginning of its day', () => {
  expect(inputDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(beginningOf('2026-01-05')).toEqual(new Date(2026, 0, 5));
  expect(beginningOf('')).toBeNull();
});
