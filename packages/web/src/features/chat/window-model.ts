/**
 * Where the loaded rows lie in an endless list. The list component takes the index of its first row; counted from one row
 * that stays, that index falls by exactly as many rows as came before, which is how it keeps what is read in its place.
 */
import type { Row } from './timeline.ts';

/** Far from zero: so many rows may come before. */
export const ORIGIN = 10_000_000;

export function firstMessageKey(rows: readonly Row[]): string | null {
  return rows.find((row) => row.kind === 'message')?.key ?? null;
}

/** The first row's index; null when the anchor is gone, because another stretch of history is shown. */
export function firstIndex(rows: readonly Row[], anchor: string): number | null {
  const at = rows.findIndex((row) => row.key === anchor);
  return at === -1 ? null : ORIGIN - at;
}
