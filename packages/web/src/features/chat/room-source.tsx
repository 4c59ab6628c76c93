/** My rooms after a number sign: what is chosen becomes a link to the room. */
import { useRoomName, useRooms } from './hooks.ts';
import { roomLink } from './message-link.ts';
import type { Suggestion, SuggestionSource } from './suggestion.ts';
import { ranked } from './switcher-model.ts';

const SHOWN = 8;

function useRoomLinks(query: string): readonly Suggestion[] {
  const { rooms } = useRooms();
  const nameOf = useRoomName();
  const named = rooms
    .filter(({ visibility }) => visibility !== 'direct')
    .map((room, index) => ({ id: room.id, name: nameOf(room), also: room.alias, weight: -index, room }));
  return ranked(query, named, SHOWN).map(({ id, name, room }) => ({
    id,
    insert: `[#${name.replace(/[[\]\\]/g, '\\$&')}](${roomLink(room)})`,
    icon: '#',
    label: name,
    hint: room.alias === undefined ? undefined : `#${room.alias}`,
  }));
}

export const roomSource: SuggestionSource = { useSuggestions: useRoomLinks };
