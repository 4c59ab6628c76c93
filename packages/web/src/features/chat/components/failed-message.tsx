/** A message that could not be sent: why, and what can be done. Nothing is sent again unless one says so. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { wireErrorText } from '../../../app/errors.ts';
import { Button } from '../../../ui/components/button.tsx';
import classes from './failed-message.module.css';

interface FailedMessageProps {
  readonly message: ShownMessage;
  readonly onPutBack: (text: string) => void;
}

export function FailedMessage({ message, onPutBack }: FailedMessageProps) {
  const { t } = useTranslation('chat');
  const { clientId, error } = message;
  if (clientId === undefined) return null;
  const changeable = error?.code === 'TOO_LARGE' || error?.code === 'INVALID';
  return (
    <div className={classes.failed} role="alert">
      <IconAlertCircle size={15} aria-hidden="true" />
      <span>
        {error === null ? t('message.failed') : `${t('message.failed')} ${wireErrorText(t, error)}`}
      </span>
      <Button size="sm" onClick={() => client.queue.retry(clientId)}>
        {t('app:action.tryAgain')}
      </Button>
      {changeable ? (
        <Button
          size="sm"
          onClick={() => {
            onPutBack(message.content);
            client.queue.discard(clientId);
          }}
        >
          {t('message.change')}
        </Button>
      ) : null}
      <Button size="sm" variant="quiet" onClick={() => client.queue.discard(clientId)}>
        {t('message.discard')}
      </Button>
    </div>
  );
}
