/** Whether what is in a tray can go with a message yet, and as what. */
import type { Enclosure } from '../../app/feature.ts';
import type { Upload } from './upload.ts';

export function stateOf(uploads: readonly Upload[]): Enclosure['state'] {
  if (uploads.length === 0) return { kind: 'none' };
  const files = uploads.flatMap(({ status }) => (status.kind === 'ready' ? [status.file] : []));
  if (files.length < uploads.length) return { kind: 'waiting' };
  const type = files.every(({ kind }) => kind === 'image') ? 'image' : 'file';
  return { kind: 'ready', extra: { type, metadata: { fileIds: files.map(({ id }) => id) } } };
}
