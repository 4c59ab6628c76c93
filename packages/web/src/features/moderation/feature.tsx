/** Moderation: reporting what is wrong, and the place where those who look after the server work. */
import { IconShieldHalf } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { useReportAction } from './report-action.tsx';
import { shellRoutes } from './routes.tsx';

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
      roles: ['owner', 'admin', 'moderator'],
    },
  ],
};
