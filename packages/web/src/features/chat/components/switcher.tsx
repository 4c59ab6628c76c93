/** Ctrl+K: goes to any room or person by a few letters of the name. */

import { Modal } from '@mantine/core';
import type { User } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
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
import { ranked } from '../switcher-model.ts';
import { RoomIcon } from './room-icon.tsx';
import classes from './switcher.module.css';

type Target =
  | { readonly kind: 'room'; readonly room: Room; readonly mine: boolean }
  | { readonly kind: 'person'; readonly person: User };

interface Found {
  readonly id: string;
  readonly name: string;
  readonly also?: string | undefined;
  readonly weight: number;
  readonly target: Target;
}

const SHOWN = 12;

function useFound(query: string): readonly Found[] {
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
      weight: 1_000 - index + ((room.unread ?? 0) > 0 ? 1_000 : 0),
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
        target: { kind: 'person', person } as const,
      }));
    const joinable = (open ?? [])
      .filter((room) => !known.has(room.id))
      .map((room) => ({
        id: room.id,
        name: room.name,
        also: room.alias,
        weight: 5,
        target: { kind: 'room', room, mine: false } as const,
      }));
    return ranked<Found>(query, [...mine, ...others, ...joinable], SHOWN);
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
  const list = useRef<HTMLDivElement>(null);
  const found = useFound(query);
  const current = Math.min(picked, found.length - 1);

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const go = ({ target }: Found) => {
    onClose();
    if (target.kind === 'room') void navigate({ to: '/rooms/$roomId', params: { roomId: target.room.id } });
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
        <div
          ref={list}
          id={`${id}-list`}
          className={classes.list}
          role="listbox"
          aria-label={t('switcher.results')}
        >
          {found.map((one, index) => (
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
              <bdi className={classes.name}>{one.name}</bdi>
              <FoundNote target={one.target} />
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

function FoundNote({ target }: { readonly target: Target }) {
  const { t } = useTranslation('chat');
  if (target.kind === 'person') return <bdi className={classes.note}>@{target.person.username}</bdi>;
  if (!target.mine) return <span className={classes.note}>{t('switcher.notJoined')}</span>;
  const unread = target.room.unread ?? 0;
  return unread > 0 ? <span className={classes.note}>{t('sidebar.unread', { count: unread })}</span> : null;
}
