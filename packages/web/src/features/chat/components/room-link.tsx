/** One room in the sidebar. */
import type { Room } from '@parley/contract/features/chat/model';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { useFeatures } from '../../../app/extensions.ts';
import { useShown } from '../../../app/use-shown.ts';
import { Count } from '../../../ui/components/badge.tsx';
import { StatusMark } from '../../../ui/components/status-mark.tsx';
import { useCurrentRoomId, useRoomName } from '../hooks.ts';
import { othersIn } from '../room-name.ts';
import { RoomIcon } from './room-icon.tsx';
import classes from './room-link.module.css';

export function RoomLink({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  const here = useCurrentRoomId() === room.id;
  const name = useRoomName()(room);
  const unread = here ? 0 : (room.unread ?? 0);
  const marks = useFeatures();
  const urgent = (room.mentions ?? 0) > 0 || room.visibility === 'direct';
  return (
    <li>
      <Link
        to="/rooms/$roomId"
        params={{ roomId: room.id }}
        className={classes.link}
        data-unread={unread > 0 || undefined}
        aria-current={here ? 'page' : undefined}
      >
        <RoomIcon room={room} ground={here ? 'var(--bg-active)' : 'var(--bg-side)'} />
        <bdi className={classes.name}>{name}</bdi>
        {room.visibility === 'direct' ? <DirectStatus room={room} /> : null}
        {(here ? [] : marks).map(({ name: feature, RoomMark }) =>
          RoomMark === undefined ? null : <RoomMark key={feature} room={room} />,
        )}
        {unread > 0 ? (
          <Count
            count={unread}
            label={t('sidebar.unread', { count: unread })}
            tone={urgent ? 'alert' : 'accent'}
          />
        ) : null}
      </Link>
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
