/** What is remembered of each conversation, so that coming back restores what one left. Lives as long as the page. */
import type { Place } from './anchor-model.ts';

/** Absent: the end was in view, and the end is where to come back to. */
const places = new Map<string, Place>();
const heads = new Map<string, ReadonlySet<string>>();

export function keepPlace(roomId: string, place: Place | null): void {
  if (place === null) places.delete(roomId);
  else places.set(roomId, place);
}

export function keptPlace(roomId: string): Place | undefined {
  return places.get(roomId);
}

/** Keys of the messages drawn with a name because they were once the first loaded: they are of the same height again. */
export function keepHeads(roomId: string, keys: ReadonlySet<string>): void {
  heads.set(roomId, keys);
}

export function keptHeads(roomId: string): ReadonlySet<string> {
  return heads.get(roomId) ?? new Set();
}
