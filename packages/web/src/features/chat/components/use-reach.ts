/** Asks for more rows when one comes near the end of those there are, once for each end. */
import { useCallback, useRef } from 'react';
import type { Row } from '../timeline.ts';

/** So far from the end of the rows more of them are asked for. */
const REACH_PX = 800;

interface Reach {
  readonly rows: readonly Row[];
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** To be called with how much there is above what is in view, and below it. */
export function useReach({ rows, onStart, onEnd }: Reach): (above: number, below: number) => void {
  const start = useRef<string | null>(null);
  const end = useRef<string | null>(null);
  return useCallback(
    (above, below) => {
      ask(start, above, rows[0], onStart);
      ask(end, below, rows.at(-1), onEnd);
    },
    [rows, onStart, onEnd],
  );
}

/** Going away and coming back asks again: the last time may have failed. */
function ask(
  asked: { current: string | null },
  distance: number,
  row: Row | undefined,
  more: () => void,
): void {
  if (distance > REACH_PX) asked.current = null;
  else if (row !== undefined && asked.current !== row.key) {
    asked.current = row.key;
    more();
  }
}
