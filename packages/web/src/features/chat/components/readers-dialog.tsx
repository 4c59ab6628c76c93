/** Who has read a message, of those who let it be known. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import type { MessageSubject, OfferDialogProps } from '../../../app/feature.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Dialog } from '../../../ui/components/dialog.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { PersonLine } from './person-line.tsx';
import classes from './readers-dialog.module.css';

export function ReadersDialog({ subject, onClose }: OfferDialogProps<MessageSubject>) {
  const { t } = useTranslation('talk');
  const formats = useFormats();
  const { message, room } = subject;
  const readers = useQuery({
    queryKey: ['receipts', room.id, message.id],
    queryFn: () => client.call('chat:receipts', { roomId: room.id, messageId: message.id }),
    staleTime: 0,
  });
  const { count = 0, items = [] } = readers.data ?? {};
  return (
    <Dialog opened onClose={onClose} title={t('readers.title')} size={420}>
      {readers.isError ? <Banner tone="danger">{errorText(t, readers.error)}</Banner> : null}
      {readers.isPending ? <RowSkeletons rows={3} height={44} /> : null}
      {readers.isSuccess ? (
        <p className={classes.about}>{count === 0 ? t('readers.none') : t('readers.count', { count })}</p>
      ) : null}
      <ul className={classes.list}>
        {items.map(({ user, at }) => (
          <li key={user.id} className={classes.reader}>
            <PersonLine person={user} />
            <time className={classes.when} dateTime={at} title={t('readers.by', { time: formats.exact(at) })}>
              {formats.time(at)}
            </time>
          </li>
        ))}
      </ul>
      {count > items.length ? (
        <p className={classes.about}>{t('readers.more', { count: count - items.length })}</p>
      ) : null}
    </Dialog>
  );
}
