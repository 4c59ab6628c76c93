/** Above the composer: what the next message answers. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { excerptOf } from '../excerpt.ts';
import classes from './reply-bar.module.css';

export function ReplyBar({
  message,
  onCancel,
}: {
  readonly message: ShownMessage;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('replies');
  return (
    <div className={classes.bar} role="status">
      <span className={classes.text}>
        {t('to', { name: message.displayName })} <bdi className={classes.excerpt}>{excerptOf(message)}</bdi>
      </span>
      <IconButton size="sm" label={t('cancel')} keys="Esc" icon={<IconX size={16} />} onClick={onCancel} />
    </div>
  );
}
