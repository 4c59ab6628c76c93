/** Times and days in each language. */
import { expect, test } from 'vitest';
import { formatsFor } from './format.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const en = formatsFor('en', 'UTC');

test('days near by are told by name, others by date, other years with the year', () => {
  expect(en.day('2026-03-10T00:00:00.000Z', now)).toBe('today');
  expect(en.day('2026-03-09T23:59:00.000Z', now)).toBe('yesterday');
  expect(en.day('2026-03-02T10:00:00.000Z', now)).toBe('Monday, March 2');
  expect(en.day('2025-12-31T10:00:00.000Z', now)).toBe('December 31, 2025');
});

test('an end is told by its time while that is today, else by the day too', () => {
  expect(en.upTo('2026-03-10T14:05:00.000Z', now)).toBe('2:05 PM');
  expect(en.upTo('2026-03-11T09:00:00.000Z', now)).toBe('tomorrow, 9:00 AM');
  expect(en.upTo('2026-03-16T00:00:00.000Z', now)).toBe('Monday, March 16, 12:00 AM');
});

test('times are relative under a day', () => {
  expect(en.ago('2026-03-10T11:59:50.000Z', now)).toBe('now');
  expect(en.ago('2026-03-10T11:55:00.000Z', now)).toBe('5 minutes ago');
  expect(en.ago('2026-03-10T02:00:00.000Z', now)).toBe('10 hours ago');
  expect(en.ago('2026-03-02T10:00:00.000Z', now)).toBe('Monday, March 2');
});

test('the day changes at the reader’s midnight', () => {
  const bangkok = formatsFor('en', 'Asia/Bangkok');
  expect(bangkok.day('2026-03-09T17:00:00.000Z', now)).toBe('today');
  expect(bangkok.day('2026-03-09T16:59:00.000Z', now)).toBe('yesterday');
});

test('Thai dates keep the common era, Arabic ones Western digits', () => {
  expect(formatsFor('th', 'UTC').day('2025-12-31T10:00:00.000Z', now)).toContain('2025');
  expect(formatsFor('ar', 'UTC').day('2025-12-31T10:00:00.000Z', now)).toContain('2025');
});

test('names are joined as the language joins them', () => {
  expect(en.list(['Ada', 'Grace', 'Linus'])).toBe('Ada, Grace, and Linus');
});
