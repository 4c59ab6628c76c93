/** One reminder: of what, when, and what can be done with it. */
import type { ShownReminder } from '@parley/contract/features/reminders/model';
import { IconAlarmSnooze, IconCheck, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { errorText } from '../../../app/errors.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useWhen } from '../../../ui/when/use-when.ts';
import { useRoomByRef, useRoomName } from '../../chat/hooks.ts';
import { useFinish } from '../hooks.ts';
import classes from './reminders.module.css';

const SnoozeDialog = lazy(async () => ({ default: (await import('./snooze-dialog.tsx')).SnoozeDialog }));

export function ReminderRow({ reminder }: { readonly reminder: ShownReminder }) {
  const { t } = useTranslation('reminders');
  const when = useWhen();
  const [snoozing, setSnoozing] = useState(false);
  const finish = useFinish();
  const { id, text, excerpt, remindAt, dueAt, messageId } = reminder;
  const what = text || excerpt || t(messageId === null ? 'something' : 'aMessage');
  const end = (done: boolean) =>
    finish.mutate({ id, done }, { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) });
  return (
    <li className={classes.row}>
      <Target reminder={reminder}>
        <span className={classes.what} dir="auto">
          <EmojiText text={what} />
        </span>
        {text !== '' && excerpt !== null ? (
          <span className={classes.excerpt} dir="auto">
            <EmojiText text={excerpt} />
          </span>
        ) : null}
        <span className={classes.meta} data-due={dueAt !== null || undefined}>
          <time dateTime={remindAt}>{when(remindAt)}</time>
          <RoomName reminder={reminder} />
        </span>
      </Target>
      {dueAt === null ? (
        <IconButton
          label={t('cancelNamed', { what })}
          icon={<IconTrash size={18} />}
          onClick={() => end(false)}
        />
      ) : (
        <IconButton
          label={t('doneNamed', { what })}
          tone="accent"
          icon={<IconCheck size={19} />}
          onClick={() => end(true)}
        />
      )}
      <IconButton
        label={t('snoozeNamed', { what })}
        icon={<IconAlarmSnooze size={18} />}
        onClick={() => setSnoozing(true)}
      />
      {snoozing ? (
        <Suspense>
          <SnoozeDialog reminder={reminder} onClose={() => setSnoozing(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}

interface TargetProps {
  readonly reminder: ShownReminder;
  readonly children: ReactNode;
}

/** Leads where the reminder does. */
function Target({ reminder: { roomId, messageId }, children }: TargetProps) {
  if (roomId === null) return <div className={classes.body}>{children}</div>;
  return (
    <Link
      to="/rooms/$roomId"
      params={{ roomId }}
      search={messageId === null ? {} : { message: messageId }}
      className={classes.body}
    >
      {children}
    </Link>
  );
}

function RoomName({ reminder }: Pick<TargetProps, 'reminder'>) {
  const room = useRoomByRef(reminder.roomId ?? '');
  const nameOf = useRoomName();
  return room === undefined ? null : (
    <>
      {' · '}
      <bdi>{nameOf(room)}</bdi>
    </>
  );
}
