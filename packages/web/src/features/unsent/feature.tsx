/** Drafts and scheduled messages: what is written and not sent. */
import { IconPencil } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { DraftMark } from './components/draft-mark.tsx';
import { useUnsentCount } from './hooks.ts';
import { shellRoutes } from './routes.tsx';
import { useScheduleAction } from './use-schedule-action.tsx';

export const unsent: WebFeature = {
  name: 'unsent',
  shellRoutes,
  sidebarLinks: [
    {
      id: 'unsent',
      place: 'chat',
      label: 'unsent:title',
      icon: IconPencil,
      to: '/drafts',
      useCount: useUnsentCount,
    },
  ],
  RoomMark: DraftMark,
  useSendActions: useScheduleAction,
};
