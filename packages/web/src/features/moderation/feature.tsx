/** Moderation: reporting what is wrong, and the place where those who look after the server work. */
import { IconShieldHalf } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { useReportAction } from './report-action.tsx';
import { shellRoutes } from './routes.tsx';
import { useOpenReportCount } from './use-open-reports.ts';

export const moderation: WebFeature = {
  name: 'moderation',
  shellRoutes,
  useMessageActions: useReportAction,
  places: [
    {
      id: 'admin',
      label: 'moderation:title',
      icon: IconShieldHalf,
      to: '/admin',
      covers: (pathname) => pathname.startsWith('/admin'),
      useCount: useOpenReportCount,
      counted: 'moderation:reports.open',
      roles: ['owner', 'admin', 'moderator'],
    },
  ],
};
