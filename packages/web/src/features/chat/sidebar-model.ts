/**
 * The sidebar's sections: favourites, one's own categories, rooms, direct messages. Rooms stand by name, so that none moves when
 * somebody speaks; direct ones by the latest word. What is archived stands among the archived rooms only.
 */
import type { Room, RoomCategory } from '@parley/contract/features/chat/model';
import { isMuted } from './preferences-model.ts';

export interface Sections {
  readonly favourites: readonly Room[];
  /** In one's own order, the empty ones too. */
  readonly categories: readonly { readonly category: RoomCategory; readonly rooms: readonly Room[] }[];
  readonly rooms: readonly Room[];
  readonly direct: readonly Room[];
}

export function sectionsOf(
  rooms: readonly Room[],
  locale: string,
  categories: readonly RoomCategory[] = [],
): Sections {
  const byName = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const ordered = (list: readonly Room[]) => [
    ...list
      .filter((room) => room.visibility !== 'direct')
      .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)),
    ...list.filter((room) => room.visibility === 'direct'),
  ];
  const alive = rooms.filter((room) => room.archivedAt === null);
  const known = new Set(categories.map(({ id }) => id));
  const favourites = alive.filter((room) => room.myPreferences?.favourite === true);
  const others = alive.filter((room) => room.myPreferences?.favourite !== true);
  const categoryOf = ({ myPreferences }: Room) => {
    const id = myPreferences?.categoryId ?? null;
    return id !== null && known.has(id) ? id : null;
  };
  const loose = others.filter((room) => categoryOf(room) === null);
  return {
    favourites: ordered(favourites),
    categories: categories.map((category) => ({
      category,
      rooms: ordered(others.filter((room) => categoryOf(room) === category.id)),
    })),
    rooms: ordered(loose.filter((room) => room.visibility !== 'direct')),
    direct: loose.filter((room) => room.visibility === 'direct'),
  };
}

/** The room before or after, in the order of the sidebar, going round. */
export function neighbour(sections: Sections, current: string | undefined, step: 1 | -1): Room | undefined {
  const all = allOf(sections);
  const at = all.findIndex((room) => room.id === current);
  if (at === -1) return step === 1 ? all[0] : all.at(-1);
  return all[(at + step + all.length) % all.length];
}

function allOf(sections: Sections): readonly Room[] {
  return [
    ...sections.favourites,
    ...sections.categories.flatMap(({ rooms }) => rooms),
    ...sections.rooms,
    ...sections.direct,
  ];
}

/** The next room after `current` where something waits, in the order of the sidebar, going round. */
export function nextWaiting(sections: Sections, current: string | undefined, now: number): Room | undefined {
  const all = allOf(sections);
  const at = all.findIndex((room) => room.id === current);
  return [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find((room) => waitingIn(room, now) > 0);
}

/** How many messages of a room want attention: of a muted one only those that mention me, of an archived one none. */
export function waitingIn(room: Room, now: number): number {
  if (room.archivedAt !== null) return 0;
  return (isMuted(room, now) ? room.mentions : room.unread) ?? 0;
}

/** What waits over all rooms but the one that is being read, if one is: there it waits for no one. */
export function unreadTotal(rooms: readonly Room[], reading: string | null, now: number): number {
  return rooms.reduce((sum, room) => sum + (room.id === reading ? 0 : waitingIn(room, now)), 0);
}
