/** What is read stays where it is, whatever happens above it. */
import { expect, test } from 'vitest';
import { holdOn, inView, type Laid, movedBy, placeOf, topToShow } from './anchor-model.ts';

/** Rows one under the other, from 76 on. */
function laidOut(heights: Readonly<Record<string, number>>): readonly Laid[] {
  let top = 76;
  return Object.entries(heights).map(([key, height]) => {
    const row = { key, top, height };
    top += height;
    return row;
  });
}

const rows = laidOut({ a: 100, b: 100, c: 100, d: 100, e: 100 });
const keys = (laid: readonly Laid[]) => laid.map(({ key }) => key);

test('in view is what is seen in part', () => {
  expect(inView(rows, { top: 200, height: 200 })).toEqual({ from: 1, to: 4 });
  expect(inView(rows, { top: 176, height: 100 })).toEqual({ from: 1, to: 2 });
});

test('where no row is laid out, none is in view', () => {
  const { from, to } = inView(rows, { top: 5_000, height: 200 });
  expect(to - from).toBe(0);
  expect(inView([], { top: 0, height: 200 })).toEqual({ from: 0, to: 0 });
});

test('older messages move what is held by exactly their height, whatever that turns out to be', () => {
  const held = holdOn(rows, { top: 200, height: 200 });
  expect(movedBy(held, laidOut({ y: 31, z: 240, a: 100, b: 100, c: 100, d: 100 }))).toBe(271);
});

test('what changes below what is held moves nothing', () => {
  const held = holdOn(rows, { top: 200, height: 200 });
  expect(movedBy(held, laidOut({ a: 100, b: 100, c: 100, d: 300, f: 50 }))).toBe(0);
});

test('a row that begins above the view may grow there: the first that begins in view is held', () => {
  const held = holdOn(rows, { top: 200, height: 200 });
  expect(keys(held)).toEqual(['c', 'd', 'b']);
  expect(movedBy(held, laidOut({ a: 100, b: 150, c: 100, d: 100 }))).toBe(50);
});

test('a row higher than the view is held itself', () => {
  const one = laidOut({ a: 100, b: 2_000, c: 100 });
  expect(keys(holdOn(one, { top: 600, height: 300 }))).toEqual(['b']);
});

test('where the row held goes, the next holds', () => {
  const held = holdOn(rows, { top: 200, height: 200 });
  expect(movedBy(held, laidOut({ z: 10, a: 100, b: 100, d: 100 }))).toBe(-90);
});

test('where all of them go, there is nothing to hold', () => {
  expect(movedBy(holdOn(rows, { top: 200, height: 200 }), laidOut({ x: 10 }))).toBeNull();
});

test('the place one leaves is a row in the middle of the view', () => {
  expect(placeOf(rows, { top: 200, height: 200 })).toEqual({ key: 'd', below: 176 });
  expect(placeOf(laidOut({ a: 2_000 }), { top: 500, height: 200 })).toEqual({ key: 'a', below: -424 });
  expect(placeOf([], { top: 0, height: 200 })).toBeNull();
});

test('showing a row moves the view no more than that takes', () => {
  const row = { key: 'x', top: 1_000, height: 100 };
  expect(topToShow(row, { top: 2_000, height: 500 })).toBe(1_000);
  expect(topToShow(row, { top: 0, height: 500 })).toBe(600);
  expect(topToShow(row, { top: 800, height: 500 })).toBe(800);
  expect(topToShow({ ...row, height: 900 }, { top: 0, height: 500 })).toBe(1_000);
});
