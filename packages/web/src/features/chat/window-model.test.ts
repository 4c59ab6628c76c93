/** Which rows are drawn, and that older ones change no other row's number. */
import { expect, test } from 'vitest';
import type { Row } from './timeline.ts';
import {
  AROUND,
  drawnAround,
  endOf,
  firstIndex,
  firstMessageKey,
  heightOf,
  LEFT,
  rowAt,
  runsOut,
  UNSEEN_PX,
} from './window-model.ts';

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

const all = { from: -5_000, to: 5_000 };

test('of ten thousand rows those around the view are drawn', () => {
  const seen = { from: 10, to: 50 };
  expect(drawnAround(seen, all)).toEqual({ from: 10 - AROUND, to: 50 + AROUND });
});

test('of few rows all are drawn, and never more than there are', () => {
  expect(drawnAround({ from: 0, to: 8 }, { from: 0, to: 8 })).toEqual({ from: 0, to: 8 });
  expect(drawnAround({ from: 900, to: 950 }, { from: 0, to: 8 })).toEqual({ from: 8, to: 8 });
});

test('at the end the last rows are drawn, however many came at once', () => {
  const drawn = drawnAround(endOf(all, 30), all);
  expect(drawn.to).toBe(all.to);
  expect(drawn.to - drawn.from).toBeLessThanOrEqual(300);
});

test('a view that shows very many rows does not run out of them at the end', () => {
  const seen = endOf(all, 150);
  expect(seen).toEqual({ from: all.to - 150, to: all.to });
  expect(runsOut(drawnAround(seen, all), seen, all)).toBe(false);
});

test('other rows are drawn before those there are run out, and then not again at once', () => {
  const drawn = drawnAround({ from: 0, to: 40 }, all);
  const little = AROUND - LEFT;
  expect(runsOut(drawn, { from: -little, to: 40 - little }, all)).toBe(false);
  const moved = { from: -little - 1, to: 39 - little };
  expect(runsOut(drawn, moved, all)).toBe(true);
  expect(runsOut(drawnAround(moved, all), moved, all)).toBe(false);
  expect(runsOut(drawn, { from: little + 1, to: 41 + little }, all)).toBe(true);
});

test('where there are no more rows, none can run out', () => {
  const few = { from: 0, to: 30 };
  expect(runsOut(drawnAround(few, few), few, few)).toBe(false);
});

test('what is not drawn takes the room it took when it was', () => {
  const heights = new Map([
    ['a', 24],
    ['c', 300],
  ]);
  expect(heightOf([row('a'), row('b'), row('c')], heights)).toBe(24 + UNSEEN_PX + 300);
});

test('a place where nothing is drawn belongs to the row that would be there', () => {
  const rows = [row('a'), row('b'), row('c')];
  const heights = new Map(rows.map(({ key }) => [key, 100]));
  expect(rowAt(rows, heights, 150)).toEqual({ at: 1, top: 100 });
  expect(rowAt(rows, heights, -10)).toEqual({ at: 0, top: 0 });
  expect(rowAt(rows, heights, 9_000)).toEqual({ at: 2, top: 200 });
});
