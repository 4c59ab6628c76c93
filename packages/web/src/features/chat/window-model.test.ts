/** Loading older messages never moves the line being read. */
import { expect, test } from 'vitest';
import type { Row } from './timeline.ts';
import { firstIndex, firstMessageKey } from './window-model.ts';

const day = (key: string): Row => ({ kind: 'day', key, at: '2026-01-01T00:00:00.000Z' });
// Only its key matters here.
const row = (key: string) => ({ kind: 'message', key, head: true }) as unknown as Row;

test('rows that come before lower the first index by their number, so every row keeps its own', () => {
  const before = [row('c'), row('d')];
  const anchor = firstMessageKey(before) ?? '';
  const after = [day('day:1'), row('a'), day('day:2'), row('b'), ...before];
  const indexOfD = (rows: readonly Row[]) =>
    (firstIndex(rows, anchor) ?? 0) + rows.findIndex(({ key }) => key === 'd');
  expect(indexOfD(after)).toBe(indexOfD(before));
  expect(firstIndex(after, anchor)).toBe((firstIndex(before, anchor) ?? 0) - 4);
});

test('rows that come after change no index', () => {
  expect(firstIndex([row('a'), row('b'), row('c')], 'a')).toBe(firstIndex([row('a')], 'a'));
});

test('another stretch of history is told apart', () => {
  expect(firstIndex([row('x')], 'a')).toBeNull();
});
