/** The page of one room, by the id or alias in its address. */

import { IconDoor } from '@tabler/icons-react';
import { useLocation, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { wireErrorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { useOpenRoom, useRoomByRef, useRoomName, useRooms, useUnreadTotal } from '../hooks.ts';
import { keepLastRoom } from '../last-room.ts';
import type { ConversationSearch } from '../message-link.ts';
import { ConversationSkeleton } from './conversation-skeleton.tsx';
import { ConversationView } from './conversation-view.tsx';
import { OutOfRoom, wasTakenOut } from './out-of-room.tsx';

export function ConversationPage() {
  const { roomId = '' }: { readonly roomId?: string } = useParams({ strict: false });
  const { ready } = useRooms();
  const known = useRoomByRef(roomId);
  // An alias is looked up in my rooms first, so that both names lead to one conversation.
  if (!ready && known === undefined) return <ConversationSkeleton />;
  const id = known?.id ?? roomId;
  return <OpenedRoom key={id} roomId={id} />;
}

function OpenedRoom({ roomId }: { readonly roomId: string }) {
  const { t } = useTranslation('chat');
  const { handle, view } = useOpenRoom(roomId);
  const mine = useRoomByRef(roomId);
  const target = useTarget();
  const { thread }: ConversationSearch = useSearch({ strict: false });
  const nameOf = useRoomName();
  const room = mine ?? view.conversation?.room;
  usePageTitle(room === undefined ? t('title') : nameOf(room), useUnreadTotal());
  const myRoomId = mine?.id;
  useEffect(() => {
    if (myRoomId !== undefined) keepLastRoom(myRoomId);
  }, [myRoomId]);

  if (view.status === 'failed') {
    if (wasTakenOut(view.error)) return <OutOfRoom error={view.error} />;
    const hidden = view.error.code === 'NOT_FOUND' || view.error.code === 'FORBIDDEN';
    return (
      <EmptyState
        level={1}
        icon={<IconDoor size={30} stroke={1.5} />}
        title={hidden ? t('conversation.notHereTitle') : t('conversation.failedTitle')}
        text={hidden ? t('conversation.notHereText') : wireErrorText(t, view.error)}
        action={
          hidden ? (
            <ButtonLink to="/rooms" variant="primary">
              {t('sidebar.browse')}
            </ButtonLink>
          ) : (
            <Button variant="primary" onClick={() => void handle.open().catch(() => undefined)}>
              {t('app:action.tryAgain')}
            </Button>
          )
        }
      />
    );
  }
  if (view.conversation === null) return <ConversationSkeleton />;
  return (
    <ConversationView
      handle={handle}
      conversation={view.conversation}
      room={mine ?? view.conversation.room}
      target={target}
      threadId={thread ?? null}
    />
  );
}

/** `?message=<id>`: going there once more is another target. */
function useTarget(): { readonly messageId: string } | null {
  const { search, state } = useLocation();
  const { message }: { readonly message?: unknown } = search;
  const visit = state.__TSR_key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit is its own
  return useMemo(() => (typeof message === 'string' ? { messageId: message } : null), [message, visit]);
}
