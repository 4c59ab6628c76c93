/** What is shown of a page, from what it says of itself: plain text of bounded length, for nobody to be fooled by its shape. */
import type { LinkPreview } from '@parley/contract/features/previews/model';
import type { PageHead } from '../../platform/outbound/page-head.ts';

/** A preview of whatever link led to the page. */
export type PagePreview = Omit<LinkPreview, 'url'>;

const TITLE_CHARS = 200;
const DESCRIPTION_CHARS = 300;
const SITE_CHARS = 80;

const PICTURES = ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'];

/** Controls, and what turns or hides the text around it. */
const UNSHOWN = /[\p{Cc}\p{Surrogate}\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Where the page's picture is said to be, resolved against the page's own address; null where it names none that can be asked for. */
export function pictureOf({ meta }: PageHead, page: URL): string | null {
  for (const key of PICTURES) {
    const said = meta.get(key)?.trim() ?? '';
    if (said !== '' && URL.canParse(said, page.href)) return new URL(said, page).href;
  }
  return null;
}

/** Null for a page that says nothing of itself. */
export function previewOf({ title, meta }: PageHead): PagePreview | null {
  const first = (maxChars: number, ...candidates: (string | undefined)[]) =>
    candidates.map((candidate = '') => shortened(candidate, maxChars)).find((text) => text !== '');
  const shownTitle = first(TITLE_CHARS, meta.get('og:title'), meta.get('twitter:title'), title);
  if (shownTitle === undefined) return null;
  const description = first(
    DESCRIPTION_CHARS,
    meta.get('og:description'),
    meta.get('twitter:description'),
    meta.get('description'),
  );
  const siteName = first(SITE_CHARS, meta.get('og:site_name'), meta.get('application-name'));
  return {
    title: shownTitle,
    ...(description === undefined || description === shownTitle ? {} : { description }),
    ...(siteName === undefined ? {} : { siteName }),
  };
}

/** One line, cut between characters. */
function shortened(text: string, maxChars: number): string {
  const line = text.replace(/\s+/g, ' ').replace(UNSHOWN, '').trim();
  const characters = Array.from(line);
  return characters.length <= maxChars
    ? line
    : `${characters
        .slice(0, maxChars - 1)
        .join('')
        .trimEnd()}…`;
}
