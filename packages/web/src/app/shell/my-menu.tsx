/** Oneself: how one appears to others, settings, and signing out. */
import { IconLogout, IconSettings } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Action, ActionMenu } from '../../ui/components/action-menu.tsx';
import { Avatar } from '../../ui/components/avatar.tsx';
import { PresenceDot } from '../../ui/components/presence-dot.tsx';
import { client, useMe, useReadable } from '../client.ts';
import { choosePresence, usePresenceChoice } from '../presence-choice.ts';
import { useSignOut } from '../sign-out.ts';
import classes from './my-menu.module.css';

const STATUSES = ['online', 'away', 'dnd'] as const;

export function MyMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const choice = usePresenceChoice((state) => state.status);
  const connected = useReadable(client.connection).kind === 'live';
  const seen = useReadable(client.presence)[me.id]?.status;
  const shown = connected ? (choice === 'online' ? (seen ?? 'online') : choice) : 'offline';

  const actions: readonly Action[] = [
    ...STATUSES.map((status) => ({
      id: status,
      label: t(`presence.${status}`),
      icon: <PresenceDot status={status} ground="var(--bg-raised)" />,
      selected: status === choice,
      onSelect: () => choosePresence(status),
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
        </div>
      }
    >
      <button type="button" className={classes.button} aria-label={t('me.open', { name: me.displayName })}>
        <Avatar
          id={me.id}
          name={me.displayName}
          url={me.avatarUrl}
          size={34}
          presence={shown === 'offline' ? 'offline' : shown}
          ground="var(--bg-rail)"
        />
      </button>
    </ActionMenu>
  );
}
