/** Above the composer: what the next message answers. */
import type { RoomHandle } from '@parley/client/client';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { excerptOf } from '../excerpt.ts';
import { useMessage } from '../use-message.ts';
import classes from './reply-bar.module.css';

interface ReplyBarProps {
  readonly handle: RoomHandle;
  readonly roomId: string;
  readonly messageId: string;
  readonly onCancel: () => void;
}

export function ReplyBar({ handle, roomId, messageId, onCancel }: ReplyBarProps) {
  const { t } = useTranslation('replies');
  const found = useMessage(handle, roomId, messageId);
  return (
    <div className={classes.bar} role="status">
      <span className={classes.text}>
        {found.kind === 'found' ? (
          <>
            {t('to', { name: found.message.displayName })}{' '}
            <bdi className={classes.excerpt}>
              <EmojiText text={excerptOf(found.message)} />
            </bdi>
          </>
        ) : (
          <bdi className={classes.excerpt}>{found.kind === 'gone' ? t('gone') : '…'}</bdi>
        )}
      </span>
      <IconButton size="sm" label={t('cancel')} keys="Esc" icon={<IconX size={16} />} onClick={onCancel} />
    </div>
  );
}
