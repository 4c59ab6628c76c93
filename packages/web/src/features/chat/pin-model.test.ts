/** Following the end, and leaving the reader alone elsewhere. */
import { expect, test } from 'vitest';
import { afterResize, afterScroll, type Metrics, startPin } from './pin-model.ts';

const end: Metrics = { top: 1400, height: 2000, view: 600 };
const atEnd = afterScroll(startPin(true), end);

test('whoever is within 100 px of the end is taken along when something comes', () => {
  const near = afterScroll(atEnd, { ...end, top: 1300 });
  expect(afterResize(near, { ...end, top: 1300, height: 2080 }).pinned).toBe(true);
});

test('whoever scrolled further up stays where they read', () => {
  const up = afterScroll(atEnd, { ...end, top: 1299 });
  expect(up.pinned).toBe(false);
  expect(afterResize(up, { ...end, top: 1299, height: 2080 }).pinned).toBe(false);
});

test('growth of more than 100 px takes nobody away from the end', () => {
  const grown = afterResize(atEnd, { ...end, height: 2500 });
  expect(grown.pinned).toBe(true);
  // The scroll event that comes with it, before the view has followed.
  expect(afterScroll(grown, { ...end, height: 2600 }).pinned).toBe(true);
});

test('a view that becomes smaller (a panel, a keyboard) keeps the end in sight', () => {
  expect(afterResize(atEnd, { ...end, view: 300 }).pinned).toBe(true);
});

test('scrolling back down to the end follows it again', () => {
  const up = afterScroll(atEnd, { ...end, top: 200 });
  expect(afterScroll(up, { ...end, top: 1390 }).pinned).toBe(true);
});

test('a list that begins at the unread line is not pulled to the end while it is measured', () => {
  expect(afterResize(startPin(false), { top: 0, height: 1800, view: 600 }).pinned).toBe(false);
});

test('where everything is in view, so is the end', () => {
  const measured = afterResize(startPin(false), { top: 0, height: 600, view: 600 });
  expect(afterResize(measured, { top: 0, height: 600, view: 600 }).pinned).toBe(true);
});
