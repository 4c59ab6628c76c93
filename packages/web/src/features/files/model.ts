/** What a message says of its files, read with care: an address that is not this server's is none. */
import type { FileInfo } from '@parley/contract/features/files/model';

const KINDS: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'text', 'file']);

export function filesOf(metadata: Readonly<Record<string, unknown>>): readonly FileInfo[] {
  return Array.isArray(metadata.files) ? metadata.files.filter(isFile) : [];
}

export function fileIdsOf(metadata: Readonly<Record<string, unknown>>): readonly string[] {
  const { fileIds } = metadata;
  return Array.isArray(fileIds) ? fileIds.filter((id) => typeof id === 'string') : [];
}

function isFile(given: unknown): given is FileInfo {
  if (typeof given !== 'object' || given === null) return false;
  const { id, name, size, kind, url, thumbnailUrl, blur }: Partial<Record<keyof FileInfo, unknown>> = given;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof size === 'number' &&
    typeof kind === 'string' &&
    KINDS.has(kind) &&
    isOurs(url) &&
    (thumbnailUrl === undefined || isOurs(thumbnailUrl)) &&
    (blur === undefined || (typeof blur === 'string' && /^data:image\/webp;base64,[\w+/=]*$/.test(blur)))
  );
}

function isOurs(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith('/api/files/');
}

/** How large one picture is shown: its own shape, within a frame, known before it is there. */
export function frameOf(
  { width, height }: Pick<FileInfo, 'width' | 'height'>,
  most: { w: number; h: number },
) {
  const [w, h] = [width ?? most.w, height ?? most.h];
  const scale = Math.min(1, most.w / w, most.h / h);
  return { width: Math.max(1, Math.round(w * scale)), height: Math.max(1, Math.round(h * scale)) };
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 1.4 MB, in the reader's language. */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const unit = UNITS[step] ?? 'byte';
  const style = {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(language, style).format(value);
}
