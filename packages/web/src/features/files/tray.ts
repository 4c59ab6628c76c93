/** What waits in each room's tray to be sent with a message. It outlives the page's views, not the page. */
import { createStore, type Readable } from '@parley/client/store';
import type { FileInfo } from '@parley/contract/features/files/model';
import { type Change, Sending, type Upload } from './upload.ts';

/** As many as a message carries. */
export const MOST_FILES = 10;

export interface Tray {
  readonly uploads: Readable<readonly Upload[]>;
  /** How many found no place. */
  readonly add: (files: readonly File[]) => number;
  readonly pause: (key: string) => void;
  readonly go: (key: string) => void;
  readonly remove: (key: string) => void;
  /** Empties it: what was in it is part of a message now. */
  readonly taken: () => void;
}

/** Files that were sent from here, for as long as their message only names them. */
const sent = new Map<string, FileInfo>();

export function sentFile(id: string): FileInfo | undefined {
  return sent.get(id);
}

const trays = new Map<string, Tray>();

export function trayOf(roomId: string): Tray {
  const tray = trays.get(roomId) ?? makeTray(roomId);
  trays.set(roomId, tray);
  return tray;
}

function makeTray(roomId: string): Tray {
  const uploads = createStore<readonly Upload[]>([]);
  const sendings = new Map<string, Sending>();
  let last = 0;

  const change = (key: string, changes: Change) =>
    uploads.set(uploads.getSnapshot().map((each) => (each.key === key ? { ...each, ...changes } : each)));

  const letGo = (key: string) => {
    const found = uploads.getSnapshot().find((each) => each.key === key);
    if (found?.preview) URL.revokeObjectURL(found.preview);
    sendings.delete(key);
    uploads.set(uploads.getSnapshot().filter((each) => each.key !== key));
  };

  return {
    uploads,
    add: (files) => {
      const taken = files.slice(0, MOST_FILES - uploads.getSnapshot().length);
      for (const file of taken) {
        last += 1;
        const key = `${roomId} ${last}`;
        const preview =
          file.type.startsWith('image/') && !file.type.includes('svg') ? URL.createObjectURL(file) : null;
        const { name, size } = file;
        const upload: Upload = { key, name, size, preview, sent: 0, status: { kind: 'sending' } };
        uploads.set([...uploads.getSnapshot(), upload]);
        const sending = new Sending(file, roomId, (changes) => change(key, changes));
        sendings.set(key, sending);
        void sending.go();
      }
      return files.length - taken.length;
    },
    pause: (key) => sendings.get(key)?.pause(),
    go: (key) => void sendings.get(key)?.go(),
    remove: (key) => {
      sendings.get(key)?.cancel();
      letGo(key);
    },
    taken: () => {
      for (const { key, status } of uploads.getSnapshot()) {
        if (status.kind === 'ready') sent.set(status.file.id, status.file);
        sendings.get(key)?.end();
        letGo(key);
      }
    },
  };
}
