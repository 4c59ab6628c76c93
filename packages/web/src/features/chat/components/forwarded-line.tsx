/** Says of a forwarded message whose it was, and where it comes from as far as that may be told. */
import type { Message } from '@parley/contract/features/chat/model';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import { forwardedOf } from '../forwarded-model.ts';
import classes from './forwarded-line.module.css';

export function ForwardedLine({ metadata }: Pick<Message, 'metadata'>) {
  const { t } = useTranslation('talk');
  const formats = useFormats();
  const forwarded = forwardedOf(metadata);
  if (forwarded === null) return null;
  const { roomId, messageId, roomName, displayName, at } = forwarded;
  return (
    <p className={classes.line}>
      <IconArrowForwardUp size={14} className="flip" aria-hidden="true" />
      <span>
        {t('forward.from')} <bdi className={classes.name}>{displayName}</bdi>
        {roomName === undefined ? null : (
          <>
            {' · '}
            <Link to="/rooms/$roomId" params={{ roomId }} search={{ message: messageId }}>
              #<bdi>{roomName}</bdi>
            </Link>
          </>
        )}
        {' · '}
        <time dateTime={at}>{formats.exact(at)}</time>
      </span>
    </p>
  );
}
