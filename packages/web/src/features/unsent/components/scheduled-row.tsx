/** One scheduled message in the list: when, where, what, and why not if it could not be sent. */
import type { Scheduled } from '@parley/contract/features/scheduled/model';
import { IconDots, IconPencil, IconSend2, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useWhen } from '../../../ui/when/use-when.ts';
import { useRoomByRef, useRoomName } from '../../chat/hooks.ts';
import { useCancelScheduled, useSchedule, useSendNow } from '../hooks.ts';
import classes from './unsent.module.css';

const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).EditDialog }));

export function ScheduledRow({ scheduled }: { readonly scheduled: Scheduled }) {
  const { t } = useTranslation('unsent');
  const when = useWhen();
  const room = useRoomByRef(scheduled.roomId);
  const nameOf = useRoomName();
  const [editing, setEditing] = useState(false);
  const sendNow = useSendNow();
  const cancel = useCancelScheduled();
  const schedule = useSchedule();
  const name = room === undefined ? t('noRoom') : nameOf(room);
  const { id, content, failure, sendAt } = scheduled;
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });

  const send = () => sendNow.mutate(id, { onSuccess: () => toast(t('sentNow')), onError: failed });
  const again = () => {
    const { roomId, threadId, replyTo } = scheduled;
    const rest = { ...(threadId !== undefined && { threadId }), ...(replyTo !== undefined && { replyTo }) };
    schedule.mutate({ roomId, content, sendAt, ...rest }, { onError: failed });
  };
  const remove = () =>
    cancel.mutate(id, {
      onSuccess: () => {
        // One whose time is past can't be made again as it was.
        const undo = { label: t('app:action.undo'), run: again };
        toast(t('cancelled'), failure === null ? { action: undo } : {});
      },
      onError: failed,
    });
  return (
    <li className={classes.row}>
      <div className={classes.body}>
        <span className={classes.head}>
          <bdi className={classes.room}>{name}</bdi>
          <time className={classes.meta} dateTime={sendAt}>
            {when(sendAt)}
          </time>
        </span>
        <span className={classes.text} dir="auto">
          {content}
        </span>
        {failure === null ? null : (
          <span className={classes.failure}>
            {t('notSent')} {t(failure.code === 'FORBIDDEN' ? 'notAllowed' : 'notThere')}
          </span>
        )}
      </div>
      <ActionMenu
        label={t('actions', { name })}
        actions={[
          { id: 'send', label: t('sendNow'), icon: <IconSend2 size={17} className="flip" />, onSelect: send },
          {
            id: 'edit',
            label: t('change'),
            icon: <IconPencil size={17} />,
            onSelect: () => setEditing(true),
          },
          {
            id: 'cancel',
            label: t('cancel'),
            icon: <IconTrash size={17} />,
            danger: true,
            apart: true,
            onSelect: remove,
          },
        ]}
      >
        <IconButton label={t('actions', { name })} icon={<IconDots size={18} />} hint={false} />
      </ActionMenu>
      {editing ? (
        <Suspense>
          <EditDialog scheduled={scheduled} onClose={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
