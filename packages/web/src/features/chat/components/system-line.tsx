/** What the server says of the room, in the reader's language; in its own words where it says what this page doesn't know. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import classes from './message-row.module.css';

export function SystemLine({ message }: { readonly message: ShownMessage }) {
  const { t } = useTranslation('rooms');
  const formats = useFormats();
  return (
    <div className={classes.system} data-testid="system-message">
      <bdi>{sentence(t, message)}</bdi>{' '}
      <time dateTime={message.createdAt} title={formats.exact(message.createdAt)}>
        {formats.time(message.createdAt)}
      </time>
    </div>
  );
}

function sentence(t: TFunction<'rooms'>, { metadata, displayName: name, content }: ShownMessage): string {
  const { kind, topic, name: roomName } = metadata;
  if (kind === 'topic' && typeof topic === 'string') {
    return topic === '' ? t('said.noTopic', { name }) : t('said.topic', { name, topic });
  }
  if (kind === 'name' && typeof roomName === 'string') return t('said.name', { name, room: roomName });
  if (kind === 'archived') return t('said.archived', { name });
  if (kind === 'unarchived') return t('said.unarchived', { name });
  return `${name} ${content}`;
}
