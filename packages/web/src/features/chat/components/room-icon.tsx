/** A room's sign: a hash, a lock, or the face of whom one talks to. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconHash, IconLock } from '@tabler/icons-react';
import { useMe } from '../../../app/client.ts';
import { useShown } from '../../../app/use-shown.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { othersIn } from '../room-name.ts';
import classes from './room-icon.module.css';

interface RoomIconProps {
  readonly room: Room;
  readonly size?: number;
  readonly ground?: string;
}

export function RoomIcon({ room, size = 20, ground = 'var(--bg)' }: RoomIconProps) {
  if (room.visibility === 'direct') return <DirectIcon room={room} size={size} ground={ground} />;
  const Icon = room.visibility === 'private' ? IconLock : IconHash;
  return (
    <span className={classes.sign} style={{ inlineSize: size, blockSize: size }} aria-hidden="true">
      <Icon size={Math.round(size * 0.82)} stroke={1.9} />
    </span>
  );
}

function DirectIcon({ room, size, ground }: Required<RoomIconProps>) {
  const me = useMe();
  const others = othersIn(room, me.id);
  const first = others[0];
  const { status } = useShown(first ?? room);
  if (others.length > 1) {
    const face = Math.round(size * 0.68);
    return (
      <span className={classes.faces} style={{ inlineSize: size, blockSize: size }} aria-hidden="true">
        {others.slice(0, 2).map((person) => (
          <span key={person.id} className={classes.face}>
            <Avatar id={person.id} name={person.displayName} url={person.avatarUrl} size={face} />
          </span>
        ))}
      </span>
    );
  }
  return (
    <Avatar
      id={first?.id ?? room.id}
      name={first?.displayName ?? room.name}
      url={first?.avatarUrl}
      size={size}
      presence={status}
      ground={ground}
    />
  );
}
