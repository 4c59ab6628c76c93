/** Which stretch of a long list is in sight, in pixels from its beginning, as whatever it scrolls in moves. */
import { type RefObject, useEffect, useState } from 'react';

export interface Sight {
  readonly top: number;
  readonly bottom: number;
}

/** Told anew only after so many pixels: what is drawn reaches further than what is seen. */
const STEP_PX = 100;

export function useSight(frame: RefObject<HTMLElement | null>): Sight {
  const [sight, setSight] = useState<Sight>({ top: 0, bottom: window.innerHeight });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const look = () => {
      const { top } = element.getBoundingClientRect();
      const next = { top: stepped(-top), bottom: stepped(window.innerHeight - top) + STEP_PX };
      setSight((known) => (known.top === next.top && known.bottom === next.bottom ? known : next));
    };
    look();
    // Scrolling doesn't bubble, but is captured on its way.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
    };
  }, [frame]);
  return sight;
}

const stepped = (px: number): number => Math.floor(px / STEP_PX) * STEP_PX;
