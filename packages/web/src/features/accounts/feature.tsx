/** Accounts: coming in, and the people of this server. */
import { IconUsers } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { openRoutes, shellRoutes } from './routes.tsx';

export const accounts: WebFeature = {
  name: 'accounts',
  openRoutes,
  shellRoutes,
  places: [
    {
      id: 'people',
      label: 'accounts:people.title',
      icon: IconUsers,
      to: '/people',
      covers: (pathname) => pathname.startsWith('/people'),
    },
  ],
};
