/** The public rooms there are: to look in, to join, or to make another. */

import type { Room } from '@parley/contract/features/chat/model';
import { IconHash, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Page, PageSearch } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { usePublicRooms, useRoomByRef, useUnreadTotal } from '../hooks.ts';
import { openChatDialog } from '../open-dialogs.ts';
import { mayCreateRooms } from '../room-policy.ts';
import { BackLink } from './back-link.tsx';
import classes from './browse-page.module.css';

export function BrowsePage() {
  const { t } = useTranslation('chat');
  const me = useMe();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const [scope, setScope] = useState<'public' | 'archived'>('public');
  const rooms = usePublicRooms(wanted, scope);
  const shown = rooms.data?.pages.flatMap((page) => page.items) ?? [];
  usePageTitle(t('browse.title'), useUnreadTotal());
  const create = mayCreateRooms(me) ? (
    <Button variant="primary" icon={<IconPlus size={17} />} onClick={() => openChatDialog('create-room')}>
      {t('sidebar.newRoom')}
    </Button>
  ) : undefined;
  return (
    <Page title={t('browse.title')} before={<BackLink />} actions={create}>
      <PageSearch
        label={t('browse.search')}
        icon={<IconSearch size={17} />}
        value={search}
        onChange={setSearch}
      />
      <div className={classes.scope}>
        <Segmented
          label={t('rooms:browse.which')}
          labelHidden
          value={scope}
          options={[
            { value: 'public', label: t('rooms:browse.alive') },
            { value: 'archived', label: t('rooms:browse.archived') },
          ]}
          onChange={setScope}
        />
      </div>
      {rooms.isError ? (
        <EmptyState
          icon={<IconHash size={30} stroke={1.5} />}
          title={t('browse.failed')}
          text={errorText(t, rooms.error)}
          action={<Button onClick={() => void rooms.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : rooms.isPending ? (
        <RowSkeletons rows={6} height={68} />
      ) : shown.length === 0 ? (
        <EmptyState
          icon={<IconHash size={30} stroke={1.5} />}
          title={
            scope === 'archived'
              ? t('rooms:browse.noneTitle')
              : t(wanted === '' ? 'browse.noneTitle' : 'browse.notFoundTitle')
          }
          text={
            scope === 'archived'
              ? t('rooms:browse.noneText')
              : t(wanted === '' ? 'browse.noneText' : 'browse.notFoundText')
          }
          {...(scope === 'archived' ? {} : { action: create })}
        />
      ) : (
        <ul className={classes.list} aria-label={t('browse.title')}>
          {shown.map((room) => (
            <RoomRow key={room.id} room={room} />
          ))}
        </ul>
      )}
      {rooms.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={rooms.isFetchingNextPage} onClick={() => void rooms.fetchNextPage()}>
            {t('browse.more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function RoomRow({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  const navigate = useNavigate();
  const mine = useRoomByRef(room.id) !== undefined;
  const about = [
    t('browse.members', { count: room.memberCount }),
    room.lastMessageAt === null
      ? undefined
      : t('browse.lastMessage', { when: formats.ago(room.lastMessageAt, Date.now()) }),
  ].filter((part) => part !== undefined);
  return (
    <li className={classes.room}>
      <span className={classes.sign} aria-hidden="true">
        <IconHash size={20} stroke={1.8} />
      </span>
      <div className={classes.about}>
        <span className={classes.name}>
          <bdi>{room.name}</bdi>
        </span>
        {room.topic === '' && room.description === '' ? null : (
          <p className={classes.description} dir="auto">
            {room.topic === '' ? room.description : room.topic}
          </p>
        )}
        <span className={classes.meta}>{about.join(' · ')}</span>
      </div>
      {mine ? (
        <ButtonLink
          to="/rooms/$roomId"
          params={{ roomId: room.id }}
          variant="quiet"
          aria-label={t('browse.openNamed', { name: room.name })}
        >
          {t('browse.open')}
        </ButtonLink>
      ) : (
        <Button
          aria-label={t('browse.joinNamed', { name: room.name })}
          // Opening a public room makes one a member of it.
          onClick={() => void navigate({ to: '/rooms/$roomId', params: { roomId: room.id } })}
        >
          {t('browse.join')}
        </Button>
      )}
    </li>
  );
}
