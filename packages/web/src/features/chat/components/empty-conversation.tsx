/** A room nobody has spoken in yet. */
import type { Room } from '@parley/contract/features/chat/model';
import { useTranslation } from 'react-i18next';
import classes from './empty-conversation.module.css';
import { RoomStart } from './room-start.tsx';

export function EmptyConversation({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  return (
    <div className={classes.empty}>
      <RoomStart room={room} />
      <p className={classes.text}>{t('start.empty')}</p>
    </div>
  );
}
