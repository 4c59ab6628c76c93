/** Everybody on this server; administrators invite, change roles and disable accounts here. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { inForce } from '@parley/contract/kernel/sanction-words';
import { IconMessage, IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Tag } from '../../../ui/components/badge.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { Page, PageSearch } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useDirect, usePeople } from '../hooks.ts';
import { administers } from '../roles.ts';
import { InviteDialog } from './invite-dialog.tsx';
import classes from './people-page.module.css';
import { PersonMenu } from './person-menu.tsx';

export function PeoplePage() {
  const { t } = useTranslation('accounts');
  const me = useMe();
  const [search, setSearch] = useState('');
  const [inviting, setInviting] = useState(false);
  const people = usePeople(useDeferredValue(search.trim()));
  const shown = people.data?.pages.flatMap((page) => page.items) ?? [];
  usePageTitle(t('people.title'));

  return (
    <Page
      title={t('people.title')}
      actions={
        administers(me) ? (
          <Button variant="primary" icon={<IconUserPlus size={17} />} onClick={() => setInviting(true)}>
            {t('people.invite')}
          </Button>
        ) : undefined
      }
    >
      <PageSearch
        label={t('people.search')}
        icon={<IconSearch size={17} />}
        value={search}
        onChange={setSearch}
      />
      {people.isError ? (
        <EmptyState
          icon={<IconUsers size={30} stroke={1.5} />}
          title={t('people.failed')}
          text={errorText(t, people.error)}
          action={<Button onClick={() => void people.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : people.isPending ? (
        <RowSkeletons rows={6} height={60} />
      ) : shown.length === 0 ? (
        <EmptyState
          icon={<IconUsers size={30} stroke={1.5} />}
          title={t('people.noneTitle')}
          text={t('people.noneText')}
        />
      ) : (
        <ul className={classes.list} aria-label={t('people.title')}>
          {shown.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </ul>
      )}
      {people.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </div>
      ) : null}
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

function holds(sanction: Sanction | undefined): boolean {
  return sanction !== undefined && inForce(sanction, Date.now());
}

function Person({ person }: { readonly person: User }) {
  const { t } = useTranslation('accounts');
  const me = useMe();
  const formats = useFormats();
  const presence = useReadable(client.presence)[person.id] ?? person;
  const direct = useDirect();
  const mine = person.id === me.id;
  const state =
    presence.status === 'offline' && presence.lastSeenAt !== null
      ? t('people.lastSeen', { when: formats.ago(presence.lastSeenAt, Date.now()) })
      : t(`app:presence.${presence.status}`);
  return (
    <li className={classes.person} data-disabled={person.disabled || undefined}>
      <Avatar
        id={person.id}
        name={person.displayName}
        url={person.avatarUrl}
        size={40}
        presence={presence.status}
      />
      <div className={classes.who}>
        <span className={classes.name}>
          <bdi>{person.displayName}</bdi>
          {mine ? <Tag>{t('people.you')}</Tag> : null}
          {person.role === 'member' ? null : <Tag>{t(`role.${person.role}`)}</Tag>}
          {person.disabled ? <Tag>{t('people.isDisabled')}</Tag> : null}
          {holds(person.muted) ? <Tag>{t('moderation:sanction.isMuted')}</Tag> : null}
          {holds(person.banned) ? <Tag>{t('moderation:sanction.isBanned')}</Tag> : null}
        </span>
        <span className={classes.detail}>
          <bdi>@{person.username}</bdi> · {state}
        </span>
      </div>
      {mine ? null : (
        <IconButton
          label={t('people.message', { name: person.displayName })}
          icon={<IconMessage size={19} />}
          disabled={direct.isPending}
          onClick={() =>
            direct.mutate([person.id], { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) })
          }
        />
      )}
      <PersonMenu person={person} />
    </li>
  );
}
