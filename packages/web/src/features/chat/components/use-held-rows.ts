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
import { metricsOf } from './measure-rows.ts';
import { useLaidRows } from './use-laid-rows.ts';

/** Where the list begins: with a row so far below the top of the view, or at its end. */
export type Beginning = ({ readonly at: number } & Pick<Place, 'below'>) | 'end';

/** While the end is followed it doesn't matter where rows stand, so they are measured this often and not with each one that comes. */
const MEASURE_AT_END_MS = 200;

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
  const laid = useLaidRows(scroller, list);
  const pin = useRef(startPin(atEnd));
  const held = useRef<readonly Laid[]>([]);
  const view = useRef<View>({ top: 0, height: 0 });
  /** Less than a pixel that the browser rounded away; kept, so that corrections do not add up to a drift. */
  const owed = useRef(0);
  const begun = useRef(false);
  const measuring = useRef<number | undefined>(undefined);
  /** Rows elsewhere are being drawn to be shown: what is in view until then says nothing of what to draw. */
  const showing = useRef(false);
  const now = useRef({ ...input, all, drawn });

  const look = useCallback(
    (element: HTMLElement, next: Pin) => {
      // The end of a stretch of history is not one to follow.
      pin.current = now.current.follow ? next : { ...next, pinned: false };
      view.current = { top: element.scrollTop, height: element.clientHeight };
      if (!pin.current.pinned) held.current = holdOn(laid.now(), view.current);
      setAtEnd(pin.current.pinned);
    },
    [laid],
  );

  /** The numbers of the rows in view; in space that stands for rows, of those that would be there. */
  const seenNow = useCallback((): Span => {
    const { rows, all, drawn } = now.current;
    const { from, to } = inView(laid.now(), view.current);
    if (from < to) return { from: drawn.from + from, to: drawn.from + to };
    const start = (laid.now()[0]?.top ?? 0) - heightOf(rows.slice(0, drawn.from - all.from), laid.heights);
    const guess = rowAt(rows, laid.heights, view.current.top - start);
    const row = rows[guess.at];
    if (row !== undefined) held.current = [{ key: row.key, top: start + guess.top, height: 0 }];
    return spanOf(all.from + guess.at);
  }, [laid]);

  /** After layout changed: brings the view to where it belongs. */
  const settle = useCallback(() => {
    const element = scroller.current;
    if (element === null || list.current === null) return;
    const { rows, follow, beginning } = now.current;
    laid.changed();
    if (showing.current) return;
    if (pin.current.pinned && follow) {
      if (!begun.current || sizesDiffer(pin.current, metricsOf(element)))
        element.scrollTop = element.scrollHeight;
    } else if (!begun.current && beginning !== 'end') {
      const row = laid.now().find(({ key }) => key === rows[beginning.at]?.key);
      element.scrollTop = (row?.top ?? 0) - beginning.below;
    } else {
      const by = (movedBy(held.current, laid.now()) ?? 0) + owed.current;
      const was = element.scrollTop;
      if (by !== 0) element.scrollTop = was + by;
      const left = by - (element.scrollTop - was);
      owed.current = Math.abs(left) < 1 ? left : 0;
    }
    begun.current = true;
    look(element, afterResize(pin.current, metricsOf(element)));
  }, [laid, look]);

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

  /** After layout changed and the view was settled. */
  const moveAfterChange = useCallback(() => {
    if (showing.current) return;
    if (!pin.current.pinned || !begun.current) {
      moveAlong(directly);
      return;
    }
    measuring.current ??= window.setTimeout(() => {
      measuring.current = undefined;
      held.current = holdOn(laid.now(), view.current);
      moveAlong(directly);
    }, MEASURE_AT_END_MS);
  }, [laid, moveAlong]);

  const report = useCallback(() => {
    const { all, drawn, onView } = now.current;
    const { top, height } = view.current;
    onView(
      drawn.from === all.from ? top : Number.POSITIVE_INFINITY,
      drawn.to === all.to ? pin.current.last.height - top - height : Number.POSITIVE_INFINITY,
    );
  }, []);

  const place = useCallback(() => (pin.current.pinned ? null : placeOf(laid.now(), view.current)), [laid]);

  useLayoutEffect(() => {
    now.current = { ...input, all, drawn };
    settle();
    moveAfterChange();
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
      if (!wasPinned || !pin.current.pinned) moveAlong(flushSync, wasPinned !== pin.current.pinned);
      report();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(() => {
      settle();
      moveAfterChange();
      report();
    });
    observer.observe(element);
    observer.observe(content);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
      window.clearTimeout(measuring.current);
      measuring.current = undefined;
    };
  }, [look, moveAlong, moveAfterChange, settle, report]);

  return {
    scroller,
    list,
    drawn: { from: drawn.from - first, to: drawn.to - first },
    before: heightOf(rows.slice(0, drawn.from - first), laid.heights),
    after: heightOf(rows.slice(drawn.to - first), laid.heights),
    atEnd,
    toEnd: () => {
      pin.current = { ...pin.current, pinned: true };
      flushSync(() => setAtEnd(true));
      const element = scroller.current;
      if (element !== null) element.scrollTop = element.scrollHeight;
    },
    show: (at) => {
      const key = rows[at]?.key;
      if (!laid.now().some((row) => row.key === key)) {
        pin.current = { ...pin.current, pinned: false };
        showing.current = true;
        flushSync(() => {
          setAtEnd(false);
          setSeen(spanOf(first + at));
        });
        showing.current = false;
      }
      const row = laid.now().find((one) => one.key === key);
      if (row !== undefined && scroller.current !== null)
        scroller.current.scrollTop = topToShow(row, view.current);
    },
    place,
  };
}

const directly = (move: () => void): void => move();

const spanOf = (index: number): Span => ({ from: index, to: index + 1 });
