/** One room in the sidebar. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconBellOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { useFeatures } from '../../../app/extensions.ts';
import { useShown } from '../../../app/use-shown.ts';
import { Count } from '../../../ui/components/badge.tsx';
import { StatusMark } from '../../../ui/components/status-mark.tsx';
import { useCurrentRoomId, useRoomName } from '../hooks.ts';
import { isMuted } from '../preferences-model.ts';
import { othersIn } from '../room-name.ts';
import { waitingIn } from '../sidebar-model.ts';
import { RoomIcon } from './room-icon.tsx';
import classes from './room-link.module.css';
import { RoomMenu } from './room-menu.tsx';

export function RoomLink({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  const here = useCurrentRoomId() === room.id;
  const name = useRoomName()(room);
  const now = Date.now();
  const muted = isMuted(room, now);
  // What was marked unread while it is open stays so until it is opened again.
  const isRead = here && room.markedUnread !== true;
  const unread = isRead ? 0 : waitingIn(room, now);
  const mentions = isRead || room.archivedAt !== null ? 0 : (room.mentions ?? 0);
  const [menuOpen, setMenuOpen] = useState(false);
  const marks = useFeatures();
  const urgent = room.visibility === 'direct';
  return (
    <li className={classes.row} data-menu={menuOpen || undefined}>
      <Link
        to="/rooms/$roomId"
        params={{ roomId: room.id }}
        className={classes.link}
        data-unread={unread + mentions > 0 || undefined}
        data-muted={muted || undefined}
        aria-current={here ? 'page' : undefined}
      >
        <RoomIcon room={room} ground={here ? 'var(--bg-active)' : 'var(--bg-side)'} />
        <bdi className={classes.name}>{name}</bdi>
        {room.visibility === 'direct' ? <DirectStatus room={room} /> : null}
        {(here ? [] : marks).map(({ name: feature, RoomMark }) =>
          RoomMark === undefined ? null : <RoomMark key={feature} room={room} />,
        )}
        {muted ? <IconBellOff size={14} className={classes.muted} aria-label={t('rooms:mute.is')} /> : null}
        {mentions > 0 ? (
          <Count
            count={mentions}
            mark="@"
            label={`${t('talk:mentions', { count: mentions })}, ${t('sidebar.unread', { count: unread })}`}
            tone="alert"
          />
        ) : unread > 0 ? (
          <Count
            count={unread}
            label={t('sidebar.unread', { count: unread })}
            tone={urgent ? 'alert' : 'accent'}
          />
        ) : null}
      </Link>
      <span className={classes.menu}>
        <RoomMenu room={room} onOpenChange={setMenuOpen} />
      </span>
    </li>
  );
}

/** What the other one says of themselves. */
function DirectStatus({ room }: { readonly room: Room }) {
  const me = useMe();
  const others = othersIn(room, me.id);
  const { custom } = useShown(others[0] ?? room);
  return others.length === 1 ? <StatusMark custom={custom} /> : null;
}
