/** The beginning of a room: its name and what it is for. */
import type { Room } from '@parley/contract/features/chat/model';
import { useTranslation } from 'react-i18next';
import { useRoomName } from '../hooks.ts';
import { RoomIcon } from './room-icon.tsx';
import classes from './room-start.module.css';

export function RoomStart({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  const name = useRoomName()(room);
  const direct = room.visibility === 'direct';
  return (
    <div className={classes.start}>
      <span className={classes.icon} data-direct={direct || undefined}>
        <RoomIcon room={room} size={direct ? 48 : 30} />
      </span>
      <h2 className={classes.title}>
        <bdi>{name}</bdi>
      </h2>
      <p className={classes.text}>
        {direct
          ? t('start.direct', { name })
          : t(room.visibility === 'private' ? 'start.private' : 'start.public', { name })}
      </p>
      {room.topic === '' ? null : (
        <p className={classes.text} dir="auto">
          {room.topic}
        </p>
      )}
      {room.description === '' ? null : (
        <p className={classes.text} dir="auto">
          {room.description}
        </p>
      )}
    </div>
  );
}
