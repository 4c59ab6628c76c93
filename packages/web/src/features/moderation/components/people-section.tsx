/** Who is muted or banned on the whole server, until when and why, and lifting that. */

import type { User } from '@parley/contract/features/accounts/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { IconUserCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Tag } from '../../../ui/components/badge.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { sectionsFor } from '../sections.ts';
import classes from './section.module.css';

const KEY = ['sanctions'];

export function PeopleSection() {
  const { t } = useTranslation('moderation');
  const held = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      client.call('moderation:sanctions', pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const people = held.data?.pages.flatMap((page) => page.items) ?? [];
  const icon = <IconUserCheck size={30} stroke={1.5} />;
  if (held.isPending) return <RowSkeletons rows={4} height={60} />;
  if (held.isError) {
    return (
      <EmptyState
        icon={icon}
        title={t('people.failed')}
        text={errorText(t, held.error)}
        action={<Button onClick={() => void held.refetch()}>{t('app:action.tryAgain')}</Button>}
      />
    );
  }
  return (
    <>
      {people.length > 0 || held.hasNextPage ? (
        <ul className={classes.list} aria-label={t('section.people')}>
          {people.flatMap((person) =>
            (['banned', 'muted'] as const).map((kind) => {
              const sanction = person[kind];
              return sanction === undefined ? null : (
                <Held key={`${kind} ${person.id}`} person={person} kind={kind} sanction={sanction} />
              );
            }),
          )}
        </ul>
      ) : (
        <EmptyState
          icon={icon}
          title={t('people.noneTitle')}
          text={t('people.noneText')}
          action={<ButtonLink to="/people">{t('people.people')}</ButtonLink>}
        />
      )}
      {held.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={held.isFetchingNextPage} onClick={() => void held.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface HeldProps {
  readonly person: User;
  readonly kind: 'muted' | 'banned';
  readonly sanction: Sanction;
}

function Held({ person, kind, sanction }: HeldProps) {
  const { t } = useTranslation('moderation');
  const formats = useFormats();
  const queries = useQueryClient();
  const { role } = useMe();
  const lift = useMutation({
    mutationFn: () =>
      client.call(kind === 'muted' ? 'moderation:unmute' : 'moderation:unban', { userId: person.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
  });
  const { until, reason } = sanction;
  return (
    <li className={classes.person}>
      <Avatar id={person.id} name={person.displayName} url={person.avatarUrl} size={36} />
      <div className={classes.about}>
        <span className={classes.head}>
          <bdi>{person.displayName}</bdi>
          <Tag>{t(kind === 'muted' ? 'sanction.isMuted' : 'sanction.isBanned')}</Tag>
        </span>
        <span className={classes.detail}>
          <bdi>@{person.username}</bdi> ·{' '}
          {until === null ? (
            t('people.forGood')
          ) : (
            <time dateTime={until} title={formats.exact(until)}>
              {t('people.until', { when: formats.upTo(until, Date.now()) })}
            </time>
          )}
        </span>
        <span className={classes.detail}>
          <bdi>{reason}</bdi>
        </span>
      </div>
      <div className={classes.buttons}>
        {sectionsFor(role).includes('audit') ? (
          <ButtonLink
            to="/admin/$section"
            params={{ section: 'audit' }}
            search={{ target: person.id }}
            size="sm"
            variant="quiet"
          >
            {t('people.log')}
          </ButtonLink>
        ) : null}
        <Button size="sm" busy={lift.isPending} onClick={() => lift.mutate()}>
          {t(kind === 'muted' ? 'sanction.unmute' : 'sanction.unban')}
        </Button>
      </div>
    </li>
  );
}
