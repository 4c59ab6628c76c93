/** Where something that floats stands beside what it belongs to: on the side asked for where it fits, never off the page. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** `start` and `end` follow the direction of reading. */
export type Side = 'top' | 'bottom' | 'start' | 'end';
export type Align = 'start' | 'center' | 'end';

export interface Placement {
  readonly side: Side;
  readonly align: Align;
  readonly gap: number;
  readonly rtl: boolean;
}

/** Kept free at the edges of the page. */
const MARGIN = 8;

const OPPOSITE: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', start: 'end', end: 'start' };

export function placed(
  anchor: Box,
  size: Size,
  page: Size,
  placement: Placement,
): { readonly x: number; readonly y: number } {
  const first = at(anchor, size, placement);
  const other = { ...placement, side: OPPOSITE[placement.side] };
  const chosen =
    fits(first, size, page, placement.side) || !fits(at(anchor, size, other), size, page, other.side)
      ? first
      : at(anchor, size, other);
  return {
    x: clamp(chosen.x, MARGIN, page.width - size.width - MARGIN),
    y: clamp(chosen.y, MARGIN, page.height - size.height - MARGIN),
  };
}

function at(
  anchor: Box,
  size: Size,
  { side, align, gap, rtl }: Placement,
): { readonly x: number; readonly y: number } {
  const right = anchor.left + anchor.width;
  const bottom = anchor.top + anchor.height;
  if (side === 'top' || side === 'bottom') {
    const toLeft = (align === 'start') !== rtl;
    const x =
      align === 'center'
        ? anchor.left + (anchor.width - size.width) / 2
        : toLeft
          ? anchor.left
          : right - size.width;
    return { x, y: side === 'top' ? anchor.top - gap - size.height : bottom + gap };
  }
  const y = {
    start: anchor.top,
    center: anchor.top + (anchor.height - size.height) / 2,
    end: bottom - size.height,
  }[align];
  return { x: (side === 'end') !== rtl ? right + gap : anchor.left - gap - size.width, y };
}

/** Only along the way it floats off: across it, it is pushed back in. */
function fits(
  { x, y }: { readonly x: number; readonly y: number },
  size: Size,
  page: Size,
  side: Side,
): boolean {
  if (side === 'top' || side === 'bottom') return y >= MARGIN && y + size.height <= page.height - MARGIN;
  return x >= MARGIN && x + size.width <= page.width - MARGIN;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
