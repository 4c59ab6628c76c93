/** Whether a media query holds now. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  // Asked for once: the browser reads the query each time, and the answer is read with every drawing.
  const list = useMemo(() => window.matchMedia(query), [query]);
  const subscribe = useCallback(
    (changed: () => void) => {
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}

/** One column with a bottom bar. */
export const PHONE = '(max-width: 639.98px)';
/** The panel slides over the page. */
export const NARROW = '(max-width: 899.98px)';
