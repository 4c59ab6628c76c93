/** What a message answers: who and the beginning of what they said; a press goes there. */

import { IconArrowForwardUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { excerptOf } from '../excerpt.ts';
import classes from './quoted-message.module.css';
import type { RowContext } from './row-context.ts';

/** What was asked for is asked for again after this. */
const STALE_MS = 60_000;

export function QuotedMessage({
  messageId,
  context,
}: {
  readonly messageId: string;
  readonly context: RowContext;
}) {
  const { t } = useTranslation('replies');
  const { conversation } = useReadable(context.handle.state);
  const here = conversation?.messages.find((message) => message.id === messageId);
  const asked = useQuery({
    queryKey: ['message', context.room.id, messageId],
    queryFn: async () => {
      const input = { roomId: context.room.id, around: messageId, limit: 1 };
      return (await client.call('chat:history', input)).items[0] ?? null;
    },
    enabled: here === undefined,
    staleTime: STALE_MS,
    retry: false,
  });
  const quoted = here ?? asked.data ?? null;
  const gone = asked.isError || (quoted !== null && quoted.deletedAt !== null);
  return (
    <button type="button" className={classes.quoted} onClick={() => context.onShow(messageId)}>
      <IconArrowForwardUp size={14} className="flip" aria-hidden="true" />
      <span className="visually-hidden">{t('answers')}</span>
      {quoted !== null && !gone ? <bdi className={classes.name}>{quoted.displayName}</bdi> : null}
      <bdi className={classes.text}>
        {gone ? t('gone') : quoted === null ? '…' : excerptOf(quoted) || t('noWords')}
      </bdi>
    </button>
  );
}
