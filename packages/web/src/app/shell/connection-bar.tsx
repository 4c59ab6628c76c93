/** The calm connection bar: see `connection-model.ts` for when it shows. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/components/button.tsx';
import { Spinner } from '../../ui/components/spinner.tsx';
import { client, useReadable } from '../client.ts';
import classes from './connection-bar.module.css';
import { type ConnectionNotice, connectionNotice } from './connection-model.ts';

function useNotice(): ConnectionNotice {
  const state = useReadable(client.connection);
  const queue = useReadable(client.queue);
  const waiting = queue.pending.filter((entry) => entry.name !== 'chat:read').length;
  const [now, setNow] = useState(() => Date.now());
  const notice = connectionNotice(state, waiting, Math.max(now, Date.now()));
  const at = notice.kind === 'later' ? notice.at : null;
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return notice;
}

export function ConnectionBar() {
  const { t } = useTranslation();
  const notice = useNotice();
  const shown = notice.kind === 'reconnecting' || notice.kind === 'ended';
  return (
    // Always in the page, so that screen readers hear what comes into it.
    <div role="status" className={classes.region}>
      {shown ? (
        <div className={classes.bar} data-testid="connection-bar">
          {notice.kind === 'ended' ? (
            <>
              <span>
                {notice.why === null ? t('connection.ended') : t(`connection.closing.${notice.why}`)}
              </span>
              <Button size="sm" variant="quiet" className={classes.button} onClick={() => client.start()}>
                {t('connection.reconnect')}
              </Button>
            </>
          ) : (
            <>
              <Spinner size={14} />
              <span>
                {notice.offline ? t('connection.offline') : t('connection.reconnecting')}
                {notice.waiting > 0 ? ` ${t('connection.waiting', { count: notice.waiting })}` : ''}
              </span>
              <Button size="sm" variant="quiet" className={classes.button} onClick={() => client.retryNow()}>
                {t('connection.retryNow')}
              </Button>
            </>
          )}
        </div>
      ) : null}
    </div>
  );
}
