import { expect, it } from 'vitest';
import { remindIn } from './slash.ts';

const MINUTE_MS = 60_000;

it.each([
  ['20m take the cake out', 20, 'take the cake out'],
  ['in 2 hours call Ben', 120, 'call Ben'],
  ['3D  water\nthe plants', 3 * 24 * 60, 'water\nthe plants'],
  ['1week x', 7 * 24 * 60, 'x'],
])('%j is in %d minutes', (text, minutes, what) => {
  expect(remindIn(text)).toEqual({ inMs: minutes * MINUTE_MS, what });
});

it.each(['', '20m', 'tomorrow cake', '99999m cake', 'm cake', '5 bananas'])('%j says no time', (text) => {
  expect(remindIn(text)).toBeNull();
});
