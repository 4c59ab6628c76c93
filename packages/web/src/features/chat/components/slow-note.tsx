/** Says in the composer that a room is slow, and how long it still is. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { isSlowed, standingOf } from '../room-policy.ts';
import classes from './slow-note.module.css';

interface SlowNoteProps {
  readonly room: Room;
  readonly waitSeconds: number;
}

export function SlowNote({ room, waitSeconds }: SlowNoteProps) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  if (!isSlowed(standingOf(room, me))) return null;
  return (
    <span className={classes.note} title={t('slow.interval', { count: room.slowModeSeconds })}>
      <IconHourglass size={14} aria-hidden="true" />
      <span className="tabular">
        {waitSeconds === 0 ? t('slow.on') : t('slow.wait', { count: waitSeconds })}
      </span>
    </span>
  );
}
