/** People after an at sign: those of the room, everybody at once where one may, and then those who are not in the room. */
import type { User } from '@parley/contract/features/accounts/model';
import { MENTION_ALL } from '@parley/contract/features/chat/mention-text';
import type { Room } from '@parley/contract/features/chat/model';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe, useReadable } from '../../app/client.ts';
import { Avatar } from '../../ui/components/avatar.tsx';
import { useOutsiders, usePeopleSearch } from './hooks.ts';
import { mayMentionAll } from './mention-model.ts';
import type { Suggestion, SuggestionSource } from './suggestion.ts';
import { ranked } from './switcher-model.ts';

const SHOWN = 8;
/** Of those who are not in the room, also where many who are in it match. */
const LEAST_OUTSIDE = 3;
const OF_ROOM = 100;
const MAX_ASKED = 50;

function useNames(query: string, room: Room): readonly Suggestion[] {
  const { t } = useTranslation('talk');
  const me = useMe();
  const { conversation } = useReadable(client.room(room.id).state);
  const wanted = useDeferredValue(query);
  const found = usePeopleSearch(wanted, room.visibility !== 'direct').data?.items ?? [];
  const members: readonly User[] = conversation?.members ?? room.people ?? [];
  const known = new Set(members.map(({ id }) => id));
  const others = found.filter(({ id }) => !known.has(id));
  // A room that doesn't list all its members says of nobody that they are not there: the server is asked.
  const isWhole = room.memberCount <= known.size;
  const asked = useOutsiders(
    room.id,
    isWhole ? [] : others.map(({ username }) => username).slice(0, MAX_ASKED),
  );
  const outside = new Set(isWhole ? others.map(({ id }) => id) : asked.map(({ id }) => id));
  const candidate = (person: User, weight: number, group?: string) => ({
    id: person.id,
    name: person.displayName,
    also: person.username,
    weight: weight - (person.id === me.id ? OF_ROOM * 2 : 0),
    suggestion: {
      id: person.id,
      insert: `@${person.username}`,
      icon: <Avatar id={person.id} name={person.displayName} size={22} />,
      label: person.displayName,
      hint: `@${person.username}`,
      group,
    },
  });
  const here = [
    ...members.map((person) => candidate(person, OF_ROOM)),
    ...others.filter(({ id }) => !outside.has(id)).map((person) => candidate(person, 0)),
  ];
  const notHere = others
    .filter(({ id }) => outside.has(id))
    .map((person) => candidate(person, 0, t('mention.notHere')));
  const everybody = mayMentionAll(room)
    ? MENTION_ALL.map((all, at) => ({
        id: all,
        name: all,
        weight: OF_ROOM / 2 - at,
        suggestion: { id: all, insert: `@${all}`, icon: '@', label: `@${all}`, note: t(`mention.${all}`) },
      }))
    : [];
  const first = ranked<Named>(query, [...here, ...everybody], SHOWN);
  const second = ranked<Named>(query, notHere, Math.max(LEAST_OUTSIDE, SHOWN - first.length));
  return [...first, ...second].map(({ suggestion }) => suggestion);
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly also?: string | undefined;
  readonly weight: number;
  readonly suggestion: Suggestion;
}

export const mentionSource: SuggestionSource = { useSuggestions: useNames };
