/** One saved message. */
import type { SavedMessage } from '@parley/contract/features/saved/model';
import { IconBookmarkOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { MessageBody } from '../../chat/components/message-body.tsx';
import { useRoomByRef, useRoomName } from '../../chat/hooks.ts';
import { useSave } from '../hooks.ts';
import classes from './saved.module.css';

export function SavedRow({ saved: { message } }: { readonly saved: SavedMessage }) {
  const { t } = useTranslation('saved');
  const formats = useFormats();
  const room = useRoomByRef(message.roomId);
  const nameOf = useRoomName();
  const save = useSave();
  const { id: messageId, displayName, createdAt } = message;
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const remove = () =>
    save.mutate(
      { messageId, save: false },
      {
        onSuccess: () =>
          toast(t('removed'), {
            action: {
              label: t('app:action.undo'),
              run: () => save.mutate({ messageId, save: true }, { onError: failed }),
            },
          }),
        onError: failed,
      },
    );
  return (
    <li className={classes.row}>
      <Avatar id={message.userId} name={displayName} size={32} />
      <div className={classes.main}>
        <div className={classes.head}>
          <bdi className={classes.name}>{displayName}</bdi>
          <Link
            to="/rooms/$roomId"
            params={{ roomId: message.roomId }}
            search={{ message: messageId }}
            className={classes.where}
          >
            {room === undefined ? null : (
              <>
                <bdi>{nameOf(room)}</bdi>
                {' · '}
              </>
            )}
            <time dateTime={createdAt} title={formats.exact(createdAt)}>
              {formats.day(createdAt, Date.now())}, {formats.time(createdAt)}
            </time>
          </Link>
        </div>
        {message.deletedAt === null ? (
          <div className={classes.words} dir="auto">
            <MessageBody content={message.content} named={null} suffix={null} />
          </div>
        ) : (
          <p className={classes.gone}>{t('deleted')}</p>
        )}
      </div>
      <IconButton
        label={t('removeNamed', { name: displayName })}
        icon={<IconBookmarkOff size={18} />}
        onClick={remove}
      />
    </li>
  );
}
