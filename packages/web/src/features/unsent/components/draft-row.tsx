/** One draft in the list of all. */
import type { DraftView } from '@parley/client/drafts/drafts';
import { IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { useFormats } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useRoomByRef, useRoomName } from '../../chat/hooks.ts';
import classes from './unsent.module.css';

export function DraftRow({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation('unsent');
  const formats = useFormats();
  const room = useRoomByRef(draft.roomId);
  const nameOf = useRoomName();
  const name = room === undefined ? t('noRoom') : nameOf(room);
  const { text, replyTo } = draft;
  const remove = () => {
    client.drafts.write(draft, '');
    toast(t('draftRemoved'), {
      action: { label: t('app:action.undo'), run: () => client.drafts.write(draft, text, replyTo) },
    });
  };
  return (
    <li className={classes.row}>
      <Link to="/rooms/$roomId" params={{ roomId: draft.roomId }} className={classes.body}>
        <span className={classes.head}>
          <bdi className={classes.room}>{name}</bdi>
          <span className={classes.meta}>
            {formats.ago(new Date(draft.writtenAt).toISOString(), Date.now())}
          </span>
        </span>
        <span className={classes.text} dir="auto">
          {text}
        </span>
        {draft.other === null ? null : <span className={classes.failure}>{t('chat:draft.changed')}</span>}
      </Link>
      <IconButton label={t('removeDraft', { name })} icon={<IconTrash size={18} />} onClick={remove} />
    </li>
  );
}
