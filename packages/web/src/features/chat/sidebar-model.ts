/** The sidebar's sections. Rooms stand by name, so that none moves when somebody speaks; direct ones by the latest word. */
import type { Room } from '@parley/contract/features/chat/model';

export interface Sections {
  readonly rooms: readonly Room[];
  readonly direct: readonly Room[];
}

export function sectionsOf(rooms: readonly Room[], locale: string): Sections {
  const byName = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  return {
    rooms: rooms
      .filter((room) => room.visibility !== 'direct')
      .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)),
    direct: rooms.filter((room) => room.visibility === 'direct'),
  };
}

/** The room before or after, in the order of the sidebar, going round. */
export function neighbour(sections: Sections, current: string | undefined, step: 1 | -1): Room | undefined {
  const all = [...sections.rooms, ...sections.direct];
  const at = all.findIndex((room) => room.id === current);
  if (at === -1) return step === 1 ? all[0] : all.at(-1);
  return all[(at + step + all.length) % all.length];
}

/** Unread messages over all rooms but the one that is being read, if one is: there they wait for no one. */
export function unreadTotal(rooms: readonly Room[], reading: string | null): number {
  return rooms.reduce((sum, room) => sum + (room.id === reading ? 0 : (room.unread ?? 0)), 0);
}
