/** People after an at sign: those of the room first, then everybody; and everybody at once, where one may. */
import type { User } from '@parley/contract/features/accounts/model';
import { MENTION_ALL } from '@parley/contract/features/chat/mention-text';
import type { Room } from '@parley/contract/features/chat/model';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe, useReadable } from '../../app/client.ts';
import { Avatar } from '../../ui/components/avatar.tsx';
import { usePeopleSearch } from './hooks.ts';
import { mayMentionAll } from './mention-model.ts';
import type { Suggestion, SuggestionSource } from './suggestion.ts';
import { ranked } from './switcher-model.ts';

const SHOWN = 8;
const OF_ROOM = 100;

function useNames(query: string, room: Room): readonly Suggestion[] {
  const { t } = useTranslation('talk');
  const me = useMe();
  const { conversation } = useReadable(client.room(room.id).state);
  const wanted = useDeferredValue(query);
  const found = usePeopleSearch(wanted, room.visibility !== 'direct').data?.items ?? [];
  const members: readonly User[] = conversation?.members ?? room.people ?? [];
  const inRoom = new Set(members.map(({ id }) => id));
  const others = found.filter(({ id }) => !inRoom.has(id));
  const people = [...members, ...others].map((person) => ({
    id: person.id,
    name: person.displayName,
    also: person.username,
    weight: (inRoom.has(person.id) ? OF_ROOM : 0) - (person.id === me.id ? OF_ROOM * 2 : 0),
    suggestion: {
      id: person.id,
      insert: `@${person.username}`,
      icon: <Avatar id={person.id} name={person.displayName} size={22} />,
      label: person.displayName,
      hint: `@${person.username}`,
      // A room that doesn't list all its members says of nobody that they are not there.
      note: inRoom.has(person.id) || room.memberCount > inRoom.size ? undefined : t('mention.notHere'),
    },
  }));
  const everybody = mayMentionAll(room)
    ? MENTION_ALL.map((all, at) => ({
        id: all,
        name: all,
        weight: OF_ROOM / 2 - at,
        suggestion: { id: all, insert: `@${all}`, icon: '@', label: `@${all}`, note: t(`mention.${all}`) },
      }))
    : [];
  return ranked(query, [...people, ...everybody], SHOWN).map(({ suggestion }) => suggestion);
}

export const mentionSource: SuggestionSource = { useSuggestions: useNames };
