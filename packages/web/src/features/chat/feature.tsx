/** Chat: rooms, direct messages and the conversation. */
import { IconMessageCircle, IconMessages } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { ChatOverlay } from './components/chat-overlay.tsx';
import { ChatSidebar } from './components/chat-sidebar.tsx';
import { ReceiptMark } from './components/receipt-mark.tsx';
import { useUnreadTotal } from './hooks.ts';
import { useMessageOffers } from './message-offers.tsx';
import { openRoutes, shellRoutes } from './routes.tsx';
import { useUnreadAnswers } from './threads.ts';

function useAnswers() {
  const count = useUnreadAnswers();
  return { count, urgent: count > 0 };
}

export const chat: WebFeature = {
  name: 'chat',
  openRoutes,
  shellRoutes,
  places: [
    {
      id: 'chat',
      label: 'chat:title',
      icon: IconMessageCircle,
      to: '/',
      covers: (pathname) => pathname === '/' || pathname.startsWith('/rooms'),
      useCount: useUnreadTotal,
    },
  ],
  Sidebar: ChatSidebar,
  sidebarLinks: [
    {
      id: 'threads',
      place: 'chat',
      label: 'threads:title',
      icon: IconMessages,
      to: '/threads',
      useCount: useAnswers,
    },
  ],
  isListPage: (pathname) => pathname === '/',
  useMessageActions: useMessageOffers,
  MessageMark: ReceiptMark,
  Overlay: ChatOverlay,
};
