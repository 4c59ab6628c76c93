/** Where menus and hints stand. */
import { expect, test } from 'vitest';
import { type Placement, placed } from './floating-model.ts';

const page = { width: 1000, height: 800 };
const anchor = { left: 400, top: 300, width: 100, height: 40 };
const size = { width: 200, height: 120 };
const below: Placement = { side: 'bottom', align: 'start', gap: 6, rtl: false };

test('it stands below, aligned with the beginning or the end of what it belongs to', () => {
  expect(placed(anchor, size, page, below)).toEqual({ x: 400, y: 346 });
  expect(placed(anchor, size, page, { ...below, align: 'end' })).toEqual({ x: 300, y: 346 });
  expect(placed(anchor, size, page, { ...below, align: 'center' })).toEqual({ x: 350, y: 346 });
});

test('from right to left, beginning and end change places', () => {
  expect(placed(anchor, size, page, { ...below, rtl: true })).toEqual({ x: 300, y: 346 });
  expect(placed(anchor, size, page, { ...below, side: 'end', rtl: true }).x).toBe(194);
});

test('without room on the side asked for it goes to the other one', () => {
  const low = { ...anchor, top: 740 };
  expect(placed(low, size, page, below).y).toBe(740 - 6 - 120);
});

test('without room on either side it stays where it was asked to be, inside the page', () => {
  const tall = { width: 200, height: 780 };
  expect(placed(anchor, tall, page, below).y).toBe(800 - 780 - 8);
});

test('it is never pushed off the page', () => {
  expect(placed({ ...anchor, left: 980, width: 20 }, size, page, below).x).toBe(1000 - 200 - 8);
  expect(placed({ ...anchor, left: 0 }, size, page, { ...below, align: 'end' }).x).toBe(8);
});
