/** How a file may be shown, by what its content was found to be. */
import type { FileKind } from '@parley/contract/features/files/model';

/** What browsers play, and nothing that could run. */
const PLAYED: ReadonlyMap<string, FileKind> = new Map([
  ...['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/ogg', 'audio/opus', 'audio/wav'].map(
    (mime) => [mime, 'audio'] as const,
  ),
  ...['audio/flac', 'audio/x-flac', 'audio/webm', 'audio/ogg; codecs=opus'].map(
    (mime) => [mime, 'audio'] as const,
  ),
  ...['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime', 'video/x-m4v'].map(
    (mime) => [mime, 'video'] as const,
  ),
]);

const READ: ReadonlySet<string> = new Set([
  'text/plain',
  'text/html',
  'application/json',
  'application/xml',
  'image/svg+xml',
]);

/** Of what was not made anew as a picture. */
export function kindOf(mime: string): FileKind {
  if (READ.has(mime)) return 'text';
  return PLAYED.get(mime) ?? 'file';
}

/** The type it is given out as: only what is shown in its place says what it is. */
export function servedType(kind: string, mime: string): string {
  return kind === 'image' || kind === 'audio' || kind === 'video' ? mime : 'application/octet-stream';
}

export function isShown(kind: string): boolean {
  return kind === 'image' || kind === 'audio' || kind === 'video';
}
