/** What a message answers: who and the beginning of what they said; a press goes there. */

import { IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { excerptOf } from '../excerpt.ts';
import { useMessage } from '../use-message.ts';
import classes from './quoted-message.module.css';
import type { RowContext } from './row-context.ts';

export function QuotedMessage({
  messageId,
  context,
}: {
  readonly messageId: string;
  readonly context: RowContext;
}) {
  const { t } = useTranslation('replies');
  const found = useMessage(context.handle, context.room.id, messageId);
  return (
    <button type="button" className={classes.quoted} onClick={() => context.onShow(messageId)}>
      <IconArrowForwardUp size={14} className="flip" aria-hidden="true" />
      <span className="visually-hidden">{t('answers')}</span>
      {found.kind === 'found' ? <bdi className={classes.name}>{found.message.displayName}</bdi> : null}
      <bdi className={classes.text}>
        {found.kind === 'gone' && t('gone')}
        {found.kind === 'loading' && '…'}
        {found.kind === 'found' && <EmojiText text={excerptOf(found.message) || t('noWords')} />}
      </bdi>
    </button>
  );
}
