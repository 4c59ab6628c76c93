/** Keeps a scroller at its end while the reader is there: `pin-model.ts`, wired to the page. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { afterResize, afterScroll, type Metrics, startPin } from '../pin-model.ts';

interface PinWiring {
  readonly atEnd: boolean;
  readonly scroller: { readonly current: HTMLElement | null };
  readonly attach: (element: HTMLElement | null) => void;
  /** To be called when the height of the rows changed. */
  readonly resized: () => void;
}

const metricsOf = (element: HTMLElement): Metrics => ({
  top: element.scrollTop,
  height: element.scrollHeight,
  view: element.clientHeight,
});

/** `follow`: whether the end of the rows is the end of the conversation. */
export function usePin(startsAtEnd: boolean, follow: boolean): PinWiring {
  const [atEnd, setAtEnd] = useState(startsAtEnd);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const pin = useRef(startPin(startsAtEnd));
  const following = useRef(follow);
  following.current = follow;

  const attach = useCallback((next: HTMLElement | null) => {
    // Kept when the list goes: where reading stopped is read from it at that moment.
    if (next !== null) scroller.current = next;
    setElement(next);
  }, []);
  const resized = useCallback(() => {
    const { current } = scroller;
    if (current === null) return;
    const after = afterResize(pin.current, metricsOf(current));
    pin.current = after.pin;
    setAtEnd(after.pin.pinned);
    if (after.toEnd && following.current) current.scrollTop = current.scrollHeight;
  }, []);

  useEffect(() => {
    if (element === null) return;
    const onScroll = () => {
      pin.current = afterScroll(pin.current, metricsOf(element));
      setAtEnd(pin.current.pinned);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(resized);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [element, resized]);

  return { atEnd, scroller, attach, resized };
}
