/**
 * Markdown to HTML that is safe to show. A chunk of its own: messages are readable as plain text before it has come.
 * Raw HTML is never passed through, and what the renderer makes is sanitised once more.
 */
import DOMPurify from 'dompurify';
import type { Pictures } from '../../app/custom-emoji.ts';
import { htmlOf } from './markdown/renderer.ts';
import type { Named } from './mention-model.ts';

const ALLOWED = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr', 'span'],
    ...['button', 'img'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['figure', 'figcaption', 'label', 'input'],
  ],
  ALLOWED_ATTR: [
    ...['href', 'target', 'rel', 'start', 'dir', 'type', 'disabled', 'checked', 'tabindex'],
    ...['src', 'alt', 'title', 'data-emoji'],
    ...[
      'data-code',
      'data-language',
      'data-long',
      'data-folded',
      'data-foot',
      'data-math',
      'data-task',
      'data-align',
      'data-mention',
      'data-mine',
      'data-room',
      'data-message',
    ],
  ],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // The pattern is held against every attribute that is not named here, not only against addresses.
  ADD_URI_SAFE_ATTR: [
    ...['target', 'rel', 'start', 'dir', 'type', 'disabled', 'checked', 'tabindex'],
    ...['src', 'alt', 'title', 'data-emoji'],
    ...[
      'data-code',
      'data-language',
      'data-long',
      'data-folded',
      'data-foot',
      'data-math',
      'data-task',
      'data-align',
      'data-mention',
      'data-mine',
      'data-room',
      'data-message',
    ],
  ],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
};

const purifier = DOMPurify(window);
/** Of this server, and of nothing beside its interface: an address elsewhere would learn who reads. */
const OWN_PICTURE = /^\/api\/[a-z]+\/[A-Za-z0-9_-]+$/;
// The only pictures a message's text may have are emoji of the server's own.
purifier.addHook('uponSanitizeElement', (node) => {
  if (!(node instanceof HTMLImageElement)) return;
  if (node.dataset.emoji !== 'true' || !OWN_PICTURE.test(node.getAttribute('src') ?? '')) node.remove();
});
// The only field a message may have is a box that says how things stand.
purifier.addHook('uponSanitizeElement', (node) => {
  if (node instanceof HTMLInputElement && !(node.type === 'checkbox' && node.disabled)) node.remove();
});

const KEPT = 500;
/** Rows come and go as one scrolls; each text is rendered once. */
const rendered = new Map<string, string | null>();

/** Null for a text that is better read as it was written. */
export function renderMarkdown(
  text: string,
  named: Named | null = null,
  pictures: Pictures | null = null,
): string | null {
  const key = named === null && pictures === null ? text : `${JSON.stringify([named, pictures])}\n${text}`;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const html = sanitised(text, named, pictures);
  const oldest = rendered.size >= KEPT ? rendered.keys().next().value : undefined;
  if (oldest !== undefined) rendered.delete(oldest);
  rendered.set(key, html);
  return html;
}

function sanitised(text: string, named: Named | null, pictures: Pictures | null): string | null {
  const html = htmlOf(text, named, pictures, location.origin);
  return html === null ? null : purifier.sanitize(html, ALLOWED);
}
