/** Reminders: of a message, or of anything. */
import { IconAlarm } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { DueReminders } from './components/due-reminders.tsx';
import { useReminderCount } from './hooks.ts';
import { shellRoutes } from './routes.tsx';
import { useRemindAction } from './use-remind-action.tsx';

export const reminders: WebFeature = {
  name: 'reminders',
  shellRoutes,
  sidebarLinks: [
    {
      id: 'reminders',
      place: 'chat',
      label: 'reminders:title',
      icon: IconAlarm,
      to: '/reminders',
      useCount: useReminderCount,
    },
  ],
  useMessageActions: useRemindAction,
  Overlay: DueReminders,
};
