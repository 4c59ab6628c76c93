/** The previews a message carries, as far as they are what the server writes: metadata is anybody's. */
import type { LinkPreview } from '@parley/contract/features/previews/model';

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
  const { url, title, description, siteName } = given as Record<string, unknown>;
  if (typeof url !== 'string' || typeof title !== 'string' || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return {
    url,
    title,
    host: hostname.replace(/^www\./, ''),
    ...(typeof description === 'string' ? { description } : {}),
    ...(typeof siteName === 'string' ? { siteName } : {}),
  };
}
