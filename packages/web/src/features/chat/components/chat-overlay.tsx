/** The chat's keys and dialogs, from anywhere in the shell. Each dialog is loaded when it is first opened. */
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { toggleSidebar } from '../../../app/layout-store.ts';
import { hasMod, isTyping } from '../../../app/shell/keys.ts';
import { currentLanguage } from '../../../i18n/setup.ts';
import { useCurrentRoomId, useRooms } from '../hooks.ts';
import { closeChatDialog, openChatDialog, useChatDialog } from '../open-dialogs.ts';
import { neighbour, nextWaiting, sectionsOf } from '../sidebar-model.ts';
import { focusLastInView } from './row-keys.ts';

const Switcher = lazy(async () => ({ default: (await import('./switcher.tsx')).Switcher }));
const CreateRoomDialog = lazy(async () => ({
  default: (await import('./create-room-dialog.tsx')).CreateRoomDialog,
}));
const CategoryDialog = lazy(async () => ({
  default: (await import('./category-dialog.tsx')).CategoryDialog,
}));
const DirectDialog = lazy(async () => ({ default: (await import('./direct-dialog.tsx')).DirectDialog }));

export function ChatOverlay() {
  const opened = useChatDialog((state) => state.opened);
  useKeys();
  return (
    <Suspense>
      {opened === 'switcher' ? <Switcher onClose={closeChatDialog} /> : null}
      {opened === 'create-room' ? <CreateRoomDialog onClose={closeChatDialog} /> : null}
      {opened === 'new-category' ? <CategoryDialog category={null} onClose={closeChatDialog} /> : null}
      {opened === 'new-direct' ? <DirectDialog onClose={closeChatDialog} /> : null}
    </Suspense>
  );
}

/** A letter that is nobody else's: not being written, nor for a dialog, a menu or a message. */
function isFree(event: KeyboardEvent): boolean {
  const { target } = event;
  if (hasMod(event) || event.altKey || event.defaultPrevented || isTyping(target)) return false;
  return !(target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null);
}

function useKeys(): void {
  const { rooms, categories } = useRooms();
  const current = useCurrentRoomId();
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (hasMod(event) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openChatDialog('switcher');
      } else if (hasMod(event) && event.key === '.') {
        event.preventDefault();
        toggleSidebar();
      } else if (event.altKey && !hasMod(event) && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        const room = neighbour(
          sectionsOf(rooms, currentLanguage(), categories),
          current,
          event.key === 'ArrowDown' ? 1 : -1,
        );
        if (room === undefined) return;
        event.preventDefault();
        void navigate({ to: '/rooms/$roomId', params: { roomId: room.id } });
      } else if (isFree(event) && (event.key === 'j' || event.key === 'k')) {
        if (focusLastInView()) event.preventDefault();
      } else if (isFree(event) && event.key === 'n') {
        const room = nextWaiting(sectionsOf(rooms, currentLanguage(), categories), current, Date.now());
        if (room === undefined) return;
        event.preventDefault();
        void navigate({ to: '/rooms/$roomId', params: { roomId: room.id } });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [rooms, categories, current, navigate]);
}
