/** Files: attaching them to messages, showing them, and what a room has of them. */
import { lazy, Suspense } from 'react';
import type { WebFeature } from '../../app/feature.ts';
import { MessageFiles } from './components/message-files.tsx';
import { useFilesEnclosure } from './use-files-enclosure.tsx';

const FilesSection = lazy(async () => ({
  default: (await import('./components/files-section.tsx')).FilesSection,
}));

export const files: WebFeature = {
  name: 'files',
  useEnclosure: useFilesEnclosure,
  MessageFoot: MessageFiles,
  RoomSection: ({ room }) => (
    <Suspense>
      <FilesSection room={room} />
    </Suspense>
  ),
};
