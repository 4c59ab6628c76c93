/** Ctrl+K: goes to any room or person by a few letters of the name. */

import { Modal } from '@mantine/core';
import type { User } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { directionFor } from '../../../i18n/languages.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Kbd } from '../../../ui/components/kbd.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useFocusBack } from '../../../ui/components/use-focus-back.ts';
import { useDirect, usePeopleSearch, usePublicRooms, useRoomName, useRooms } from '../hooks.ts';
import { othersIn } from '../room-name.ts';
import { type Group, grouped } from '../switcher-model.ts';
import { RoomIcon } from './room-icon.tsx';
import classes from './switcher.module.css';

type Target =
  | { readonly kind: 'room'; readonly room: Room; readonly mine: boolean }
  | { readonly kind: 'person'; readonly person: User }
  /** What was said, not what is called so. */
  | { readonly kind: 'messages'; readonly query: string };

interface Found {
  readonly id: string;
  readonly name: string;
  readonly also?: string | undefined;
  readonly weight: number;
  readonly group: GroupName;
  readonly target: Target;
}

type GroupName = 'unread' | 'recent' | 'people' | 'rooms' | 'search';

const SHOWN = 12;

function useFound(query: string): readonly Group<Found>[] {
  const me = useMe();
  const nameOf = useRoomName();
  const { rooms } = useRooms();
  const wanted = useDeferredValue(query.trim());
  const people = usePeopleSearch(wanted).data?.items;
  const open = usePublicRooms(wanted).data?.pages[0]?.items;
  return useMemo(() => {
    const mine = rooms.map((room, index) => ({
      id: room.id,
      name: nameOf(room),
      also: room.alias,
      // What was spoken in last is what is most often gone to.
      weight: 1_000 - index,
      group: (room.unread ?? 0) > 0 ? ('unread' as const) : ('recent' as const),
      target: { kind: 'room', room, mine: true } as const,
    }));
    const known = new Set(mine.map(({ id }) => id));
    const spokenWith = new Set(
      rooms
        .filter((room) => room.people?.length === 2)
        .flatMap((room) => othersIn(room, me.id).map(({ id }) => id)),
    );
    const others = (people ?? [])
      .filter((person) => person.id !== me.id && !spokenWith.has(person.id))
      .map((person) => ({
        id: person.id,
        name: person.displayName,
        also: person.username,
        weight: 10,
        group: 'people' as const,
        target: { kind: 'person', person } as const,
      }));
    const joinable = (open ?? [])
      .filter((room) => !known.has(room.id))
      .map((room) => ({
        id: room.id,
        name: room.name,
        also: room.alias,
        weight: 5,
        group: 'rooms' as const,
        target: { kind: 'room', room, mine: false } as const,
      }));
    const groups = grouped<Found>(query, [...mine, ...others, ...joinable], SHOWN);
    const said = query.trim();
    if (said === '') return groups;
    const target = { kind: 'messages', query: said } as const;
    const messages: Found = { id: 'messages', name: said, weight: 0, group: 'search', target };
    return [...groups, { name: 'search', items: [messages] }];
  }, [rooms, nameOf, people, open, query, me.id]);
}

export function Switcher({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  const direct = useDirect();
  useFocusBack(true);
  const id = useId();
  const [query, setQuery] = useState('');
  const [picked, setPicked] = useState(0);
  const groups = useFound(query);
  const found = groups.flatMap(({ items }) => items);
  const current = Math.min(picked, found.length - 1);

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);

  const names: Readonly<Record<GroupName, string>> = {
    unread: t('switcher.unread'),
    recent: t('switcher.recent'),
    people: t('switcher.people'),
    rooms: t('switcher.rooms'),
    search: t('switcher.search'),
  };

  const go = ({ target }: Found) => {
    onClose();
    if (target.kind === 'room') void navigate({ to: '/rooms/$roomId', params: { roomId: target.room.id } });
    else if (target.kind === 'messages') void navigate({ to: '/search', search: { q: target.query } });
    else
      direct.mutate([target.person.id], {
        onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
      });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setPicked((current + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const target = found[current];
      if (target !== undefined) go(target);
    }
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={560}
      yOffset="12dvh"
      padding={0}
      transitionProps={{ duration: 100, transition: 'fade' }}
      classNames={{ overlay: classes.overlay, content: classes.content }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('switcher.title')}>
        <div className={classes.search}>
          <IconSearch size={19} aria-hidden="true" />
          <input
            type="text"
            className={classes.input}
            role="combobox"
            aria-label={t('switcher.title')}
            aria-expanded={found.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={found.length === 0 ? undefined : `${id}-${current}`}
            aria-autocomplete="list"
            placeholder={t('switcher.placeholder')}
            dir={directionFor(query)}
            data-autofocus
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setPicked(0);
            }}
            onKeyDown={onKey}
          />
        </div>
        <div id={`${id}-list`} className={classes.list} role="listbox" aria-label={t('switcher.results')}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
            <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
              <div id={`${id}-${group.name}`} className={classes.groupName}>
                {names[group.name]}
              </div>
              {group.items.map((one) => {
                const index = found.indexOf(one);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the combobox
                  <div
                    key={one.id}
                    id={`${id}-${index}`}
                    className={classes.option}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === current}
                    onClick={() => go(one)}
                    onPointerMove={() => setPicked(index)}
                  >
                    <FoundIcon target={one.target} />
                    <FoundName found={one} />
                    <FoundNote target={one.target} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className={classes.none}>{t('switcher.none')}</p> : null}
        <div className={classes.foot}>
          <span>
            <Kbd keys="Up" /> <Kbd keys="Down" /> {t('switcher.move')}
          </span>
          <span>
            <Kbd keys="Enter" /> {t('switcher.go')}
          </span>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function FoundIcon({ target }: { readonly target: Target }) {
  const presence = useReadable(client.presence);
  if (target.kind === 'messages') {
    return (
      <span className={classes.icon}>
        <IconSearch size={17} aria-hidden="true" />
      </span>
    );
  }
  if (target.kind === 'room') return <RoomIcon room={target.room} size={24} ground="var(--bg-raised)" />;
  const { person } = target;
  const status = presence[person.id]?.status ?? person.status;
  return (
    <Avatar
      id={person.id}
      name={person.displayName}
      url={person.avatarUrl}
      size={24}
      presence={status}
      ground="var(--bg-raised)"
    />
  );
}

function FoundName({ found }: { readonly found: Found }) {
  const { t } = useTranslation('chat');
  const { name, target } = found;
  return (
    <bdi className={classes.name}>
      {target.kind === 'messages' ? t('switcher.searchFor', { query: name }) : name}
    </bdi>
  );
}

function FoundNote({ target }: { readonly target: Target }) {
  const { t } = useTranslation('chat');
  if (target.kind === 'person') return <bdi className={classes.note}>@{target.person.username}</bdi>;
  if (target.kind === 'messages') return null;
  if (!target.mine) return <span className={classes.note}>{t('switcher.notJoined')}</span>;
  const unread = target.room.unread ?? 0;
  return unread > 0 ? <span className={classes.note}>{t('sidebar.unread', { count: unread })}</span> : null;
}
