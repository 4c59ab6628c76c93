/** The previews a message carries, as far as they are what the server writes: metadata is anybody's. */
import type { LinkPreview, PreviewPicture } from '@parley/contract/features/previews/model';

const MAX_SHOWN = 3;

export interface ShownPreview extends LinkPreview {
  /** Where the link leads, in letters people read. */
  readonly host: string;
}

const NONE: readonly ShownPreview[] = [];

export function previewsIn(metadata: Readonly<Record<string, unknown>>): readonly ShownPreview[] {
  const { previews } = metadata;
  if (!Array.isArray(previews)) return NONE;
  return previews.flatMap((given: unknown) => shownOf(given) ?? []).slice(0, MAX_SHOWN);
}

function shownOf(given: unknown): ShownPreview | null {
  if (typeof given !== 'object' || given === null) return null;
  const { url, title, description, siteName, picture } = given as Record<string, unknown>;
  if (typeof url !== 'string' || typeof title !== 'string' || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  const shown = pictureOf(picture);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return {
    url,
    title,
    host: hostname.replace(/^www\./, ''),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof siteName === 'string' ? { siteName } : {}),
    ...(shown === null ? {} : { picture: shown }),
  };
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;

function pictureOf(given: unknown): PreviewPicture | null {
  if (typeof given !== 'object' || given === null) return null;
  const { id, width, height, blur } = given as Record<string, unknown>;
  if (typeof id !== 'string' || !ID.test(id) || !isSide(width) || !isSide(height)) return null;
  return { id, width, height, blur: isBlur(blur) ? blur : '' };
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 640;
}

function isBlur(value: unknown): value is string {
  return typeof value === 'string' && /^data:image\/webp;base64,[A-Za-z0-9+/=]{1,2000}$/.test(value);
}

/** Beside the text stands what is small or not wide; below it, what was made to be looked at. */
export function isWide({ width, height }: PreviewPicture): boolean {
  return width >= 280 && width / height >= 1.3;
}

export function pictureAddress(
  { roomId, id }: { readonly roomId: string; readonly id: string },
  picture: PreviewPicture,
): string {
  return `/api/files/previews/${roomId}/${id}/${picture.id}`;
}
