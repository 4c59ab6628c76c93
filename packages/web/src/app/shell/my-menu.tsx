/** Oneself: how one appears to others, settings, and signing out. */
import { IconLogout, IconMoodPlus, IconMoodX, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, ActionMenu } from '../../ui/components/action-menu.tsx';
import { Avatar } from '../../ui/components/avatar.tsx';
import { PresenceDot } from '../../ui/components/presence-dot.tsx';
import { useStatusText } from '../../ui/components/status-mark.tsx';
import { client, useMe, useReadable } from '../client.ts';
import { useMyPresence, useSetStatus } from '../presence-choice.ts';
import { useSignOut } from '../sign-out.ts';
import { endOf, shownOf } from '../status-model.ts';
import classes from './my-menu.module.css';

const StatusDialog = lazy(async () => ({ default: (await import('./status-dialog.tsx')).StatusDialog }));

const STATUSES = ['online', 'away', 'dnd'] as const;
const PAUSES = ['hour', 'tomorrow'] as const;

export function MyMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { wish, choose } = useMyPresence();
  const { mutate: setStatus } = useSetStatus();
  const [asking, setAsking] = useState(false);
  const connected = useReadable(client.connection).kind === 'live';
  const seen = useReadable(client.presence)[me.id]?.status;
  const shown = connected ? (wish === 'online' ? (seen ?? 'online') : wish) : 'offline';
  // My own profile is live, so that what it says is what others see.
  const { custom } = shownOf(me, undefined, Date.now());
  const said = useStatusText(custom);
  const pausedUntil = useStatusText(
    me.dnd === undefined || me.dnd.until === null
      ? undefined
      : { text: t('presence.dnd'), until: me.dnd.until },
  );

  const actions: readonly Action[] = [
    {
      id: 'status',
      label: custom === undefined ? t('status.set') : t('status.change'),
      icon: <IconMoodPlus size={17} />,
      onSelect: () => setAsking(true),
    },
    ...(custom === undefined
      ? []
      : [
          {
            id: 'clear',
            label: t('status.clear'),
            icon: <IconMoodX size={17} />,
            onSelect: () => setStatus({ custom: null }),
          },
        ]),
    ...STATUSES.map((status, index) => ({
      id: status,
      label: status === 'dnd' && pausedUntil !== '' ? pausedUntil : t(`presence.${status}`),
      icon: <PresenceDot status={status} ground="var(--bg-raised)" />,
      apart: index === 0,
      selected: status === wish,
      onSelect: () => choose(status),
    })),
    ...PAUSES.map((ending) => ({
      id: `dnd-${ending}`,
      label: t(`presence.pause.${ending}`),
      icon: <PresenceDot status="dnd" ground="var(--bg-raised)" />,
      onSelect: () => choose('dnd', endOf(ending, new Date())),
    })),
    {
      id: 'settings',
      label: t('me.settings'),
      icon: <IconSettings size={17} />,
      apart: true,
      onSelect: () => void navigate({ to: '/settings' }),
    },
    { id: 'signOut', label: t('me.signOut'), icon: <IconLogout size={17} />, apart: true, onSelect: signOut },
  ];

  return (
    <>
      <ActionMenu
        label={t('me.menu')}
        actions={actions}
        side="end"
        align="end"
        header={
          <div className={classes.who}>
            <span className={classes.name}>{me.displayName}</span>
            <span className={classes.username} dir="ltr">
              @{me.username}
            </span>
            {custom === undefined ? null : (
              <span className={classes.status}>
                {custom.emoji} <bdi>{said}</bdi>
              </span>
            )}
          </div>
        }
      >
        <button type="button" className={classes.button} aria-label={t('me.open', { name: me.displayName })}>
          <Avatar
            id={me.id}
            name={me.displayName}
            url={me.avatarUrl}
            size={34}
            presence={shown}
            ground="var(--bg-rail)"
          />
        </button>
      </ActionMenu>
      {asking ? (
        <Suspense>
          <StatusDialog onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
