import type { FileInfo, FileKind } from '@parley/contract/features/files/model';
import { expect, it } from 'vitest';
import { stateOf } from './tray-state.ts';
import type { Upload, UploadStatus } from './upload.ts';

const file = (id: string, kind: FileKind): FileInfo => ({
  id,
  kind,
  name: id,
  size: 1,
  mime: '',
  url: `/api/files/${id}`,
});
const upload = (status: UploadStatus): Upload => ({
  key: 'k',
  name: 'n',
  size: 1,
  preview: null,
  sent: 0,
  status,
});
const ready = (id: string, kind: FileKind) => upload({ kind: 'ready', file: file(id, kind) });

it('a message waits for all that goes with it, and is one of pictures only when all are', () => {
  expect(stateOf([])).toEqual({ kind: 'none' });
  expect(stateOf([ready('a', 'image'), upload({ kind: 'paused' })])).toEqual({ kind: 'waiting' });
  expect(stateOf([ready('a', 'image'), ready('b', 'image')])).toEqual({
    kind: 'ready',
    extra: { type: 'image', metadata: { fileIds: ['a', 'b'] } },
  });
  expect(stateOf([ready('a', 'image'), ready('b', 'text')])).toMatchObject({ extra: { type: 'file' } });
});
