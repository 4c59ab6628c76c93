/** What a room is called: a direct one by the people in it. */
import type { Room } from '@parley/contract/features/chat/model';
import type { Formats } from '../../i18n/format.ts';

type Named = Pick<Room, 'name' | 'visibility' | 'people'>;

/** Everybody but me; me alone where I talk to myself. */
export function othersIn(room: Pick<Room, 'people'>, me: string): NonNullable<Room['people']> {
  const people = room.people ?? [];
  const others = people.filter((person) => person.id !== me);
  return others.length === 0 ? people : others;
}

export function roomName(room: Named, me: string, formats: Pick<Formats, 'list'>): string {
  if (room.visibility !== 'direct') return room.name;
  const names = othersIn(room, me).map((person) => person.displayName);
  return names.length === 0 ? room.name : formats.list(names);
}
