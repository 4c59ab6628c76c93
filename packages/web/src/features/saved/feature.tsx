/** Saved messages: what one keeps at hand. */
import { IconBookmark } from '@tabler/icons-react';
import type { WebFeature } from '../../app/feature.ts';
import { SavedMark } from './components/saved-mark.tsx';
import { shellRoutes } from './routes.tsx';
import { useSaveAction } from './use-save-action.tsx';

export const saved: WebFeature = {
  name: 'saved',
  shellRoutes,
  sidebarLinks: [{ id: 'saved', place: 'chat', label: 'saved:title', icon: IconBookmark, to: '/saved' }],
  useMessageActions: useSaveAction,
  MessageMark: SavedMark,
};
