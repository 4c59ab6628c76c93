/** Settings: one's profile, and how Parley looks and speaks on this machine. */
import { IconSettings } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { shellRoutes } from './routes.tsx';

export const settings: WebFeature = {
  name: 'settings',
  shellRoutes,
  places: [
    {
      id: 'settings',
      label: 'settings:title',
      icon: IconSettings,
      to: '/settings',
      covers: (pathname) => pathname.startsWith('/settings'),
      // The rail leads there through one's own picture.
      onlyPhone: true,
    },
  ],
};
