/** Where a link into a room leads: which room, from whom, and the way in, by way of signing in where that is needed. */

import { IconDoorEnter, IconDoorOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { client, session, useReadable } from '../../../app/client.ts';
import { errorOf, errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Spinner } from '../../../ui/components/spinner.tsx';
import { previewInvite } from '../join.ts';
import classes from './join-page.module.css';

export function JoinPage() {
  const { t } = useTranslation('rooms');
  const { code = '' }: { readonly code?: string } = useParams({ strict: false });
  const preview = useQuery({
    queryKey: ['invite', code],
    queryFn: () => previewInvite(code),
    retry: (count, error) => count < 3 && errorOf(error).retryable,
  });
  usePageTitle(t('join.title'));
  if (preview.isPending) {
    return (
      <main className={classes.page}>
        <Spinner />
      </main>
    );
  }
  if (preview.isError) return <NoWayIn error={preview.error} onAgain={() => void preview.refetch()} />;
  const { roomName, topic, memberCount, invitedBy } = preview.data;
  const text = [t('join.text', { name: invitedBy, count: memberCount }), topic].filter((line) => line !== '');
  return (
    <main className={classes.page}>
      <EmptyState
        level={1}
        icon={<IconDoorEnter size={30} stroke={1.5} />}
        title={t('join.room', { room: roomName })}
        text={text.join('\n')}
        action={<WayIn code={code} />}
      />
    </main>
  );
}

function WayIn({ code }: { readonly code: string }) {
  const { t } = useTranslation('rooms');
  const state = useReadable(session.state);
  const { invite }: { readonly invite?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  useQuery({
    queryKey: ['restore'],
    queryFn: async () => (await session.restore()).kind,
    enabled: state.kind === 'unknown',
    retry: false,
  });
  const accept = useMutation({
    mutationFn: () => client.call('room-invite:accept', { code }),
    onSuccess: ({ room }) => navigate({ to: '/rooms/$roomId', params: { roomId: room.id }, replace: true }),
  });
  if (state.kind === 'signedIn') {
    return (
      <div className={classes.ways}>
        {accept.isError ? <Banner tone="danger">{whyNot(t, accept.error)}</Banner> : null}
        <Button variant="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
          {t('join.submit')}
        </Button>
      </div>
    );
  }
  const next = `/join/${encodeURIComponent(code)}`;
  return (
    <div className={classes.ways}>
      <ButtonLink to="/sign-in" search={{ next }} variant="primary">
        {t('join.signIn')}
      </ButtonLink>
      <ButtonLink to="/register" search={{ next, invite }}>
        {t('join.register')}
      </ButtonLink>
    </div>
  );
}

function NoWayIn({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation('rooms');
  return (
    <main className={classes.page}>
      <EmptyState
        level={1}
        icon={<IconDoorOff size={30} stroke={1.5} />}
        title={t('join.noTitle')}
        text={whyNot(t, error)}
        action={
          errorOf(error).retryable ? (
            <Button variant="primary" onClick={onAgain}>
              {t('app:action.tryAgain')}
            </Button>
          ) : (
            <ButtonLink to="/" variant="primary">
              {t('join.home')}
            </ButtonLink>
          )
        }
      />
    </main>
  );
}

function whyNot(t: ReturnType<typeof useTranslation<'rooms'>>['t'], error: unknown): string {
  const { code, details } = errorOf(error);
  const end = details.find(({ path }) => path === 'code')?.message;
  if (end === 'expired') return t('join.expired');
  if (end === 'used up') return t('join.usedUp');
  if (end === 'revoked') return t('join.revoked');
  if (code === 'NOT_FOUND' || code === 'INVALID') return t('join.unknown');
  if (code === 'CONFLICT') return t('archived.notice');
  return errorText(t, error);
}
