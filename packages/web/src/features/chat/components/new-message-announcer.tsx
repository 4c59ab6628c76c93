/** Reads new messages by others aloud: the list itself is no live region, because scrolling it would read it all. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface AnnouncerProps {
  readonly messages: readonly ShownMessage[];
  readonly me: string;
}

export function NewMessageAnnouncer({ messages, me }: AnnouncerProps) {
  const { t } = useTranslation('chat');
  const last = messages.findLast((message) => message.delivery === 'sent');
  const first = useRef(last?.seq ?? 0);
  const fresh =
    last !== undefined && last.seq > first.current && last.userId !== me && last.deletedAt === null;
  return (
    <div className="visually-hidden" aria-live="polite">
      {fresh ? t('message.announced', { name: last.displayName, text: last.content }) : ''}
    </div>
  );
}
