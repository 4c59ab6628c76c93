/** Chat: rooms, direct messages and the conversation. */
import { IconMessageCircle } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { ChatOverlay } from './components/chat-overlay.tsx';
import { ChatSidebar } from './components/chat-sidebar.tsx';
import { ReceiptMark } from './components/receipt-mark.tsx';
import { useUnreadTotal } from './hooks.ts';
import { useMessageOffers } from './message-offers.tsx';
import { openRoutes, shellRoutes } from './routes.tsx';

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
  isListPage: (pathname) => pathname === '/',
  useMessageActions: useMessageOffers,
  MessageMark: ReceiptMark,
  Overlay: ChatOverlay,
};
