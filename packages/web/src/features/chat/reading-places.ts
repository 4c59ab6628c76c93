/** Where reading stopped in each conversation, so that coming back restores the place. Lives as long as the page. */

export interface ReadingPlace {
  /** Key of the row at the top of the view. */
  readonly key: string;
  /** How far that row is scrolled out, pixels. */
  readonly offset: number;
}

/** Absent: the end was in view, and the end is where to come back to. */
const places = new Map<string, ReadingPlace>();

export function keepPlace(roomId: string, place: ReadingPlace | null): void {
  if (place === null) places.delete(roomId);
  else places.set(roomId, place);
}

export function placeOf(roomId: string): ReadingPlace | undefined {
  return places.get(roomId);
}

/** The first row in view of a scroller whose rows carry `data-row`. */
export function placeIn(scroller: HTMLElement): ReadingPlace | null {
  const top = scroller.getBoundingClientRect().top;
  for (const row of scroller.querySelectorAll<HTMLElement>('[data-row]')) {
    const box = row.getBoundingClientRect();
    if (box.bottom > top && row.dataset.row !== undefined)
      return { key: row.dataset.row, offset: top - box.top };
  }
  return null;
}
