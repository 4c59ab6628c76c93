/** Marks the message an address led to for as long as it takes the eye to find it, and gives it the focus once it is drawn. */
import { type RefObject, useEffect, useState } from 'react';

const MARKED_MS = 4_000;
/** It is drawn once it is loaded and scrolled to. */
const FRAMES = 120;

export function useMarked(frame: RefObject<HTMLElement | null>): {
  readonly marked: string | null;
  readonly mark: (messageId: string) => void;
} {
  const [marked, setMarked] = useState<string | null>(null);
  useEffect(() => {
    if (marked === null) return;
    let left = FRAMES;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting = requestAnimationFrame(function look() {
      const row = frame.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(marked)}"]`);
      left -= 1;
      if (!row && left > 0) {
        waiting = requestAnimationFrame(look);
        return;
      }
      row?.focus({ preventScroll: true });
      timer = setTimeout(() => setMarked(null), MARKED_MS);
    });
    return () => {
      cancelAnimationFrame(waiting);
      clearTimeout(timer);
    };
  }, [frame, marked]);
  return { marked, mark: setMarked };
}
