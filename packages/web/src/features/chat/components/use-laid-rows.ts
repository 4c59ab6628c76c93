/** Where the rows drawn stand, measured when somebody asks after a change, and how high rows were when they were drawn. */
import { type RefObject, useMemo } from 'react';
import type { Laid } from '../anchor-model.ts';
import type { Heights } from '../window-model.ts';
import { measureRows } from './measure-rows.ts';

export interface LaidRows {
  /** Layout changed: what was measured holds no longer. */
  readonly changed: () => void;
  readonly now: () => readonly Laid[];
  readonly heights: Heights;
}

export function useLaidRows(
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
): LaidRows {
  return useMemo(() => {
    const heights = new Map<string, number>();
    let laid: readonly Laid[] = [];
    let stale = true;
    return {
      changed: () => {
        stale = true;
      },
      now: () => {
        if (!stale || scroller.current === null || list.current === null) return laid;
        laid = measureRows(scroller.current, list.current);
        stale = false;
        for (const { key, height } of laid) heights.set(key, height);
        return laid;
      },
      heights,
    };
  }, [scroller, list]);
}
