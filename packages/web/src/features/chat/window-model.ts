/**
 * Which of the loaded rows are drawn: those in view and some around them. They are counted from one row that stays, so that
 * rows that come before change no other row's number. What is not drawn is stood in for by space of its height.
 */
import type { Row } from './timeline.ts';

/** Numbers of rows; `to` is the first after them. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Drawn on either side of what is in view. */
export const AROUND = 60;
/** The rows drawn move along when fewer than these are left between what is in view and their end. */
export const LEFT = 40;
/** Taken to be in view while the end is followed, at least: rows come faster than they are seen. */
const AT_END = 40;
/** Of a row that was never drawn. Only the scroll bar notices how wrong it is: what is read is held by its real place. */
export const UNSEEN_PX = 40;

export function firstMessageKey(rows: readonly Row[]): string | null {
  return rows.find((row) => row.kind === 'message')?.key ?? null;
}

/** The first row's number; null when the anchor is gone, because another stretch of history is shown. */
export function firstIndex(rows: readonly Row[], anchor: string): number | null {
  const at = rows.findIndex((row) => row.key === anchor);
  return at === -1 ? null : 0 - at;
}

/** The rows in view at the end, where `count` were in view last. */
export function endOf(all: Span, count: number): Span {
  return { from: Math.max(all.from, all.to - Math.max(AT_END, count)), to: all.to };
}

/** The rows to draw when those in view are `seen`. */
export function drawnAround(seen: Span, all: Span): Span {
  const from = Math.min(Math.max(all.from, seen.from - AROUND), all.to);
  return { from, to: Math.max(from, Math.min(all.to, seen.to + AROUND)) };
}

/** Whether what is in view has come so near the end of the rows drawn that others have to be. */
export function runsOut(drawn: Span, seen: Span, all: Span): boolean {
  return (
    (drawn.from > all.from && seen.from - drawn.from < LEFT) ||
    (drawn.to < all.to && drawn.to - seen.to < LEFT)
  );
}

export type Heights = ReadonlyMap<string, number>;

export function heightOf(rows: readonly Row[], heights: Heights): number {
  return rows.reduce((sum, { key }) => sum + (heights.get(key) ?? UNSEEN_PX), 0);
}

/** The row at `y` from the top of the first, and where it begins: for places where none is drawn. */
export function rowAt(
  rows: readonly Row[],
  heights: Heights,
  y: number,
): { readonly at: number; readonly top: number } {
  let top = 0;
  for (const [at, { key }] of rows.entries()) {
    const height = heights.get(key) ?? UNSEEN_PX;
    if (top + height > y || at === rows.length - 1) return { at, top };
    top += height;
  }
  return { at: 0, top: 0 };
}
