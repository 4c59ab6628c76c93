/** Whether a media query holds now. */
import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

/** One column with a bottom bar. */
export const PHONE = '(max-width: 639.98px)';
/** The panel slides over the page. */
export const NARROW = '(max-width: 899.98px)';
