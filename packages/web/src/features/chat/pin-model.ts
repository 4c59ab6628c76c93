/**
 * The scroll discipline: follow the end only while the reader is at it. What grows or shrinks (a picture, a panel that
 * opens, a message that comes) takes nobody away from the end; only the reader's own scrolling does.
 */

export interface Metrics {
  readonly top: number;
  /** Of all there is. */
  readonly height: number;
  /** Of what is in view. */
  readonly view: number;
}

export interface Pin {
  /** At the end, and to be kept there. */
  readonly pinned: boolean;
  readonly last: Metrics;
}

/** Within this of the end one counts as being there. */
export const AT_END_PX = 100;

export function startPin(pinned: boolean): Pin {
  return { pinned, last: { top: 0, height: 0, view: 0 } };
}

function isAtEnd({ top, height, view }: Metrics): boolean {
  return height - top - view <= AT_END_PX;
}

/** After a scroll event, whoever caused it. */
export function afterScroll({ pinned, last }: Pin, now: Metrics): Pin {
  if (isAtEnd(now)) return { pinned: true, last: now };
  const sizesStayed = now.height === last.height && now.view === last.view;
  // Sizes that changed move the end away by themselves; only a move upwards between equal sizes is the reader’s.
  return { pinned: pinned && !(sizesStayed && now.top < last.top), last: now };
}

/** After something changed its size; answers whether the view has to be brought to the end. */
export function afterResize(
  { pinned, last }: Pin,
  now: Metrics,
): { readonly pin: Pin; readonly toEnd: boolean } {
  // A view that has nothing to scroll shows the end.
  const next = pinned || (last.height > 0 && isAtEnd(now));
  return { pin: { pinned: next, last: now }, toEnd: next };
}
