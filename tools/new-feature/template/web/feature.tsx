/** What sample-name brings to the web app. */
import { IconSparkles } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { shellRoutes } from './routes.tsx';

export const sampleName: WebFeature = {
  name: 'sample-name',
  shellRoutes,
  places: [
    {
      id: 'sample-name',
      label: 'sample-name:title',
      icon: IconSparkles,
      to: '/sample-name',
      covers: (pathname) => pathname.startsWith('/sample-name'),
    },
  ],
};
