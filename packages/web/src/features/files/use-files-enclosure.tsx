/** Files as something to enclose with a message: a button, a tray, what is pasted and what is dropped. */
import type { Room } from '@parley/contract/features/chat/model';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useReadable } from '../../app/client.ts';
import type { Enclosure } from '../../app/feature.ts';
import { toast } from '../../ui/components/toasts.tsx';
import { mayUpload, standingOf } from '../chat/room-policy.ts';
import { AttachButton } from './components/attach-button.tsx';
import { trayOf } from './tray.ts';
import { stateOf } from './tray-state.ts';
import { useDropping } from './use-dropping.ts';

const UploadTray = lazy(async () => ({ default: (await import('./components/upload-tray.tsx')).UploadTray }));
const DropOverlay = lazy(async () => ({
  default: (await import('./components/drop-overlay.tsx')).DropOverlay,
}));

export function useFilesEnclosure(room: Room): Enclosure {
  const { t } = useTranslation('files');
  const tray = trayOf(room.id);
  const uploads = useReadable(tray.uploads);
  const allowed = mayUpload(standingOf(room, useMe()));
  const add = (files: readonly File[]) => {
    if (!allowed) return toast(t('notHere'), { tone: 'danger' });
    if (tray.add(files) > 0) toast(t('tooMany'), { tone: 'danger' });
  };
  const dropping = useDropping(add);
  return {
    button: allowed ? <AttachButton onFiles={add} /> : null,
    tray: (
      <Suspense>
        {uploads.length === 0 ? null : <UploadTray uploads={uploads} tray={tray} />}
        {dropping && allowed ? <DropOverlay /> : null}
      </Suspense>
    ),
    state: stateOf(uploads),
    paste: (pasted) => {
      const files = [...pasted.files];
      // What has words too (a cell of a table, a page's part) is pasted as words.
      if (files.length === 0 || pasted.types.includes('text/plain')) return false;
      add(files);
      return true;
    },
    taken: tray.taken,
  };
}
