/** Search: what was said, rooms, people and files, by words and operators. */
import { IconSearch } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { shellRoutes } from './routes.tsx';

export const search: WebFeature = {
  name: 'search',
  shellRoutes,
  sidebarLinks: [{ id: 'search', place: 'chat', label: 'search:title', icon: IconSearch, to: '/search' }],
};
