/** Where one begins: the room looked at last, or the first there is; on a phone, the list itself is the page. */

import { IconMessages } from '@tabler/icons-react';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { useRooms, useUnreadTotal } from '../hooks.ts';
import { readLastRoom } from '../last-room.ts';
import { openChatDialog } from '../open-dialogs.ts';
import { mayCreateRooms } from '../room-policy.ts';
import { ConversationSkeleton } from './conversation-skeleton.tsx';

export function HomePage() {
  const { t } = useTranslation('chat');
  const me = useMe();
  const phone = useMedia(PHONE);
  const { ready, rooms } = useRooms();
  usePageTitle(t('title'), useUnreadTotal());
  if (phone) return null;
  if (!ready) return <ConversationSkeleton />;
  const last = readLastRoom();
  const room =
    rooms.find(({ id }) => id === last) ?? rooms.find(({ alias }) => alias === 'general') ?? rooms[0];
  if (room !== undefined) return <Navigate to="/rooms/$roomId" params={{ roomId: room.id }} replace />;
  return (
    <EmptyState
      level={1}
      icon={<IconMessages size={30} stroke={1.5} />}
      title={t('home.title')}
      text={t('home.text')}
      action={
        mayCreateRooms(me) ? (
          <Button variant="primary" onClick={() => openChatDialog('create-room')}>
            {t('sidebar.newRoom')}
          </Button>
        ) : undefined
      }
    />
  );
}
