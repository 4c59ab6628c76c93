/** What a room that was found is called: a direct one by the people in it. */
import type { FoundRoom } from '@parley/contract/features/search/model';
import { useMe } from '../../app/client.ts';
import { useFormats } from '../../i18n/format.ts';

export function useFoundRoomName(): (room: FoundRoom) => string {
  const me = useMe();
  const formats = useFormats();
  return ({ name, visibility, people = [] }) => {
    if (visibility !== 'direct') return name;
    const others = people.filter(({ id }) => id !== me.id);
    return formats.list((others.length === 0 ? people : others).map(({ displayName }) => displayName));
  };
}
