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

/** Whether something grew or shrank since. */
export function sizesDiffer({ last }: Pin, now: Metrics): boolean {
  return now.height !== last.height || now.view !== last.view;
}

/** After a scroll event, whoever caused it. */
export function afterScroll(pin: Pin, now: Metrics): Pin {
  if (isAtEnd(now)) return { pinned: true, last: now };
  // Sizes that changed move the end away by themselves; only a move upwards between equal sizes is the reader’s.
  const wentUp = !sizesDiffer(pin, now) && now.top < pin.last.top;
  return { pinned: pin.pinned && !wentUp, last: now };
}

/** After something changed its size, and a reader elsewhere than at the end was held in place. */
export function afterResize({ pinned, last }: Pin, now: Metrics): Pin {
  // A view that has nothing to scroll shows the end.
  return { pinned: pinned || (last.height > 0 && isAtEnd(now)), last: now };
}
