/** Deletes what somebody said in a room in the last hours, and shows how far that is. */
import { dataOf } from '@parley/client/channels/events';
import type { Member, Room } from '@parley/contract/features/chat/model';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { Dialog, FormDialog } from '../../../ui/components/dialog.tsx';
import { SelectField, TextField } from '../../../ui/components/field.tsx';
import { useRoomName } from '../hooks.ts';
import classes from './room-settings.module.css';

const HOURS = [1, 6, 24] as const;

interface PurgeDialogProps {
  readonly room: Room;
  readonly member: Member;
  readonly onClose: () => void;
}

interface Progress {
  readonly deleted: number;
  readonly more: boolean;
}

export function PurgeDialog({ room, member, onClose }: PurgeDialogProps) {
  const { t } = useTranslation('moderation');
  const roomName = useRoomName()(room);
  const [hours, setHours] = useState(1);
  const [text, setText] = useState('');
  const [progress, setProgress] = useProgress(room.id, member.id);
  const reason = text.trim();
  const purge = useMutation({
    mutationFn: () =>
      client.call('chat:purge', {
        roomId: room.id,
        userId: member.id,
        hours,
        ...(reason === '' ? {} : { reason }),
      }),
    onSuccess: (answer) => setProgress((known) => furthest(known, answer)),
  });
  const title = t('purge.title', { name: member.displayName, room: roomName });
  if (progress !== null) {
    return (
      <Dialog opened onClose={onClose} title={title}>
        <div className={classes.form}>
          <Banner tone={progress.more ? 'info' : 'success'}>
            {progress.more
              ? t('purge.going', { count: progress.deleted })
              : progress.deleted === 0
                ? t('purge.none')
                : t('purge.done', { count: progress.deleted })}
          </Banner>
          <div className={classes.buttons}>
            <Button variant="primary" onClick={onClose}>
              {t('app:action.close')}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={title}
      submit={t('purge.submit')}
      danger
      busy={purge.isPending}
      onSubmit={() => purge.mutate()}
    >
      {purge.isError ? <Banner tone="danger">{errorText(t, purge.error)}</Banner> : null}
      <p>{t('purge.text')}</p>
      <SelectField
        label={t('purge.span')}
        value={hours}
        onChange={(event) => setHours(Number(event.target.value))}
      >
        {HOURS.map((count) => (
          <option key={count} value={count}>
            {t('purge.hours', { count })}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('sanction.reason')}
        hint={t('purge.logHint')}
        optional
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}

/** Null before anything was asked for. The answer and what is told of the later pages come in any order. */
function useProgress(roomId: string, userId: string) {
  const me = useMe();
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(
    () =>
      client.channel(`user:${me.id}`).attend({
        snapshot: () => {},
        event: (event, live) => {
          if (event.type !== 'chat:purged' || !live) return;
          const told = dataOf<'chat:purged'>(event);
          if (told.roomId === roomId && told.userId === userId) setProgress((known) => furthest(known, told));
        },
      }),
    [me.id, roomId, userId],
  );
  return [progress, setProgress] as const;
}

function furthest(known: Progress | null, told: Progress): Progress {
  if (known === null) return told;
  return { deleted: Math.max(known.deleted, told.deleted), more: known.more && told.more };
}
