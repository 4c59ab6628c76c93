/**
 * Holding what is read in its place. The rows in view are remembered with where they stood in the content; whatever then
 * changes above them, a page of older messages or a row that turns out higher, the view is moved by as much as they were.
 */

/** A row as it is laid out, in pixels of the content: scrolling changes none of it. */
export interface Laid {
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

/** What is in view. */
export interface View {
  readonly top: number;
  readonly height: number;
}

/** The rows in view, as positions in `laid`; `to` is the first after them. Empty when none is. */
export function inView(laid: readonly Laid[], view: View): { readonly from: number; readonly to: number } {
  const from = countWhile(laid, ({ top, height }) => top + height <= view.top);
  return {
    from,
    to: Math.max(
      from,
      countWhile(laid, ({ top }) => top < view.top + view.height),
    ),
  };
}

/**
 * The rows to hold on to, the best first: those that begin in view, since a row that begins above it may grow there; and
 * several, since some may go.
 */
export function holdOn(laid: readonly Laid[], view: View): readonly Laid[] {
  const { from, to } = inView(laid, view);
  const rows = laid.slice(from, to);
  const [first, ...rest] = rows;
  if (first === undefined || first.top >= view.top || rest.length === 0) return rows;
  return [...rest, first];
}

/** How far the rows held were moved, downwards; null when none of them is laid out any longer. */
export function movedBy(held: readonly Laid[], laid: readonly Laid[]): number | null {
  const tops = new Map(laid.map(({ key, top }) => [key, top]));
  for (const { key, top } of held) {
    const now = tops.get(key);
    if (now !== undefined) return now - top;
  }
  return null;
}

/** Where somebody read: a row in the middle of the view, and how far below the top of the view it stands. */
export interface Place {
  readonly key: string;
  readonly below: number;
}

/**
 * The middle, not the top: rows above may look different when one comes back (a line of the day or a name that stood there
 * because of a row that is not loaded yet), and the reader's eyes are here.
 */
export function placeOf(laid: readonly Laid[], view: View): Place | null {
  const { from, to } = inView(laid, view);
  const rows = laid.slice(from, to);
  const row = rows.find(({ top }) => top >= view.top + view.height / 2) ?? rows.at(-1);
  return row === undefined ? null : { key: row.key, below: row.top - view.top };
}

/** Where the view has to begin for the whole row to be seen, moving as little as that takes. */
export function topToShow({ top, height }: Laid, view: View): number {
  if (top < view.top || height > view.height) return top;
  return Math.max(view.top, top + height - view.height);
}

/** How many of the first satisfy what no later one does once one does not. */
function countWhile(laid: readonly Laid[], holds: (row: Laid) => boolean): number {
  let low = 0;
  let high = laid.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = laid[middle];
    if (row !== undefined && holds(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
