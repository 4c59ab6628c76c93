/** A file as it is shown. */
import type { FileInfo, FileKind } from '@parley/contract/features/files/model';
import type { FileTable } from './tables.ts';

export function showFile(file: FileTable): FileInfo {
  const base = `/api/files/${file.id}`;
  // The one name that means something else there.
  const url = file.name === 'thumbnail' ? base : `${base}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    size: file.size,
    mime: file.mime,
    // Written by this feature alone, from what the contract allows.
    kind: file.kind as FileKind,
    url,
    ...(file.thumbnail_size === null ? {} : { thumbnailUrl: `${base}/thumbnail` }),
    ...(file.width === null || file.height === null ? {} : { width: file.width, height: file.height }),
    ...(file.blur === null ? {} : { blur: file.blur }),
  };
}

export function thumbnailKey(id: string): string {
  return `${id}.thumbnail`;
}
