/**
 * The rows drawn, and where the view stands on them: at the end while that is followed, else on what is read, whatever
 * happens above it. Every correction is made after layout and before paint, so nothing is ever seen to jump.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  holdOn,
  inView,
  type Laid,
  movedBy,
  type Place,
  placeOf,
  topToShow,
  type View,
} from '../anchor-model.ts';
import { afterResize, afterScroll, type Pin, sizesDiffer, startPin } from '../pin-model.ts';
import type { Row } from '../timeline.ts';
import { drawnAround, endOf, heightOf, rowAt, runsOut, type Span } from '../window-model.ts';
import { measureRows, metricsOf } from './measure-rows.ts';

/** Where the list begins: with a row so far below the top of the view, or at its end. */
export type Beginning = ({ readonly at: number } & Pick<Place, 'below'>) | 'end';

interface HeldRowsInput {
  readonly rows: readonly Row[];
  /** The number of the first row. */
  readonly first: number;
  /** Whether the end of the rows is the end of the conversation. */
  readonly follow: boolean;
  readonly beginning: Beginning;
  /** After every change of what is in view: how much there is above and below it. */
  readonly onView: (above: number, below: number) => void;
}

interface HeldRows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Its children are the rows drawn. */
  readonly list: RefObject<HTMLDivElement | null>;
  /** Positions in `rows`. */
  readonly drawn: Span;
  /** Height of what is not drawn. */
  readonly before: number;
  readonly after: number;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
  readonly show: (at: number) => void;
  /** Null at the end. */
  readonly place: () => Place | null;
}

export function useHeldRows(input: HeldRowsInput): HeldRows {
  const { rows, first, follow, beginning } = input;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const all: Span = { from: first, to: first + rows.length };
  const [atEnd, setAtEnd] = useState(beginning === 'end');
  const [seen, setSeen] = useState(() =>
    beginning === 'end' ? endOf(all, 0) : spanOf(first + beginning.at),
  );
  const drawn = drawnAround(atEnd && follow ? endOf(all, seen.to - seen.from) : seen, all);
  const heights = useRef(new Map<string, number>());
  const pin = useRef(startPin(atEnd));
  const laid = useRef<readonly Laid[]>([]);
  const held = useRef<readonly Laid[]>([]);
  const view = useRef<View>({ top: 0, height: 0 });
  /** Less than a pixel that the browser rounded away; kept, so that corrections do not add up to a drift. */
  const owed = useRef(0);
  const begun = useRef(false);
  const now = useRef({ ...input, all, drawn });

  const look = useCallback((element: HTMLElement, next: Pin) => {
    // The end of a stretch of history is not one to follow.
    pin.current = now.current.follow ? next : { ...next, pinned: false };
    view.current = { top: element.scrollTop, height: element.clientHeight };
    held.current = holdOn(laid.current, view.current);
    setAtEnd(pin.current.pinned);
  }, []);

  /** The numbers of the rows in view; in space that stands for rows, of those that would be there. */
  const seenNow = useCallback((): Span => {
    const { rows, all, drawn } = now.current;
    const { from, to } = inView(laid.current, view.current);
    if (from < to) return { from: drawn.from + from, to: drawn.from + to };
    const start =
      (laid.current[0]?.top ?? 0) - heightOf(rows.slice(0, drawn.from - all.from), heights.current);
    const guess = rowAt(rows, heights.current, view.current.top - start);
    const row = rows[guess.at];
    if (row !== undefined) held.current = [{ key: row.key, top: start + guess.top, height: 0 }];
    return spanOf(all.from + guess.at);
  }, []);

  /** After layout changed: brings the view to where it belongs. */
  const settle = useCallback(() => {
    const element = scroller.current;
    if (element === null || list.current === null) return;
    const { rows, follow, beginning } = now.current;
    laid.current = measureRows(element, list.current);
    for (const { key, height } of laid.current) heights.current.set(key, height);
    if (pin.current.pinned && follow) {
      if (!begun.current || sizesDiffer(pin.current, metricsOf(element)))
        element.scrollTop = element.scrollHeight;
    } else if (!begun.current && beginning !== 'end') {
      const row = laid.current.find(({ key }) => key === rows[beginning.at]?.key);
      element.scrollTop = (row?.top ?? 0) - beginning.below;
    } else {
      const by = (movedBy(held.current, laid.current) ?? 0) + owed.current;
      const was = element.scrollTop;
      if (by !== 0) element.scrollTop = was + by;
      const left = by - (element.scrollTop - was);
      owed.current = Math.abs(left) < 1 ? left : 0;
    }
    begun.current = true;
    look(element, afterResize(pin.current, metricsOf(element)));
  }, [look]);

  /** Has other rows drawn where those there are run out. `set` carries the change out. */
  const moveAlong = useCallback(
    (set: (move: () => void) => void, always = false) => {
      const { all, drawn } = now.current;
      const next = seenNow();
      if (always || runsOut(drawn, next, all)) {
        set(() => setSeen((was) => (was.from === next.from && was.to === next.to ? was : next)));
      }
    },
    [seenNow],
  );

  const report = useCallback(() => {
    const { all, drawn, onView } = now.current;
    const { top, height } = view.current;
    onView(
      drawn.from === all.from ? top : Number.POSITIVE_INFINITY,
      drawn.to === all.to ? pin.current.last.height - top - height : Number.POSITIVE_INFINITY,
    );
  }, []);

  const place = useCallback(() => (pin.current.pinned ? null : placeOf(laid.current, view.current)), []);

  useLayoutEffect(() => {
    now.current = { ...input, all, drawn };
    settle();
    moveAlong(directly);
  });
  useEffect(report);

  useEffect(() => {
    const element = scroller.current;
    const content = list.current;
    if (element === null || content === null) return;
    const onScroll = () => {
      const wasPinned = pin.current.pinned;
      // Not a correction of ours.
      if (element.scrollTop !== view.current.top) owed.current = 0;
      look(element, afterScroll(pin.current, metricsOf(element)));
      // In this very frame: the next would show the space that stands for rows.
      moveAlong(flushSync, wasPinned !== pin.current.pinned);
      report();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(() => {
      settle();
      moveAlong(directly);
      report();
    });
    observer.observe(element);
    observer.observe(content);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [look, moveAlong, settle, report]);

  return {
    scroller,
    list,
    drawn: { from: drawn.from - first, to: drawn.to - first },
    before: heightOf(rows.slice(0, drawn.from - first), heights.current),
    after: heightOf(rows.slice(drawn.to - first), heights.current),
    atEnd,
    toEnd: () => {
      pin.current = { ...pin.current, pinned: true };
      flushSync(() => setAtEnd(true));
      const element = scroller.current;
      if (element !== null) element.scrollTop = element.scrollHeight;
    },
    show: (at) => {
      const key = rows[at]?.key;
      if (!laid.current.some((row) => row.key === key)) {
        pin.current = { ...pin.current, pinned: false };
        flushSync(() => {
          setAtEnd(false);
          setSeen(spanOf(first + at));
        });
      }
      const row = laid.current.find((one) => one.key === key);
      if (row !== undefined && scroller.current !== null)
        scroller.current.scrollTop = topToShow(row, view.current);
    },
    place,
  };
}

const directly = (move: () => void): void => move();

const spanOf = (index: number): Span => ({ from: index, to: index + 1 });
