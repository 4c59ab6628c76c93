import { expect, test } from 'vitest';
import { fieldText, fieldTime, presetsAt } from './when-model.ts';

const at = (day: number, hour = 14, minute = 5) => new Date(2026, 10, day, hour, minute);
const shown = (now: Date) => presetsAt(now).map(({ id, at: then }) => `${id} ${fieldText(then)}`);

test('in a while, tomorrow morning, and on Monday', () => {
  // A Saturday.
  expect(shown(at(21))).toEqual([
    'soon 2026-11-21T14:25',
    'hour 2026-11-21T15:05',
    'tomorrow 2026-11-22T09:00',
    'monday 2026-11-23T09:00',
  ]);
});

test('Monday is not offered twice, and on a Monday it is the next one', () => {
  expect(shown(at(22)).map((one) => one.split(' ')[0])).toEqual(['soon', 'hour', 'tomorrow']);
  expect(shown(at(23)).at(-1)).toBe('monday 2026-11-30T09:00');
});

test('a field gives back what it was given, and nothing for what is no time', () => {
  expect(fieldTime(fieldText(at(21)))).toEqual(at(21));
  for (const text of ['', 'soon', '2026-13-41T99:99']) expect(fieldTime(text)).toBeNull();
});
