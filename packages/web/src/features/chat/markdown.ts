/**
 * Markdown to HTML that is safe to show. A chunk of its own: messages are readable as plain text before it has come.
 * Raw HTML is never passed through, and what the renderer makes is sanitised once more.
 */
import DOMPurify from 'dompurify';
import { htmlOf } from './markdown/renderer.ts';
import type { Named } from './mention-model.ts';

const ALLOWED = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr', 'span'],
    'button',
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ...['figure', 'figcaption', 'label', 'input'],
  ],
  ALLOWED_ATTR: [
    ...['href', 'target', 'rel', 'start', 'dir', 'type', 'disabled', 'checked', 'tabindex'],
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
    ],
  ],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // The pattern is held against every attribute that is not named here, not only against addresses.
  ADD_URI_SAFE_ATTR: [
    ...['target', 'rel', 'start', 'dir', 'type', 'disabled', 'checked', 'tabindex'],
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
    ],
  ],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
};

const purifier = DOMPurify(window);
// The only field a message may have is a box that says how things stand.
purifier.addHook('uponSanitizeElement', (node) => {
  if (node instanceof HTMLInputElement && !(node.type === 'checkbox' && node.disabled)) node.remove();
});

const KEPT = 500;
/** Rows come and go as one scrolls; each text is rendered once. */
const rendered = new Map<string, string | null>();

/** Null for a text that is better read as it was written. */
export function renderMarkdown(text: string, named: Named | null = null): string | null {
  const key = named === null ? text : `${JSON.stringify(named)}\n${text}`;
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const html = sanitised(text, named);
  const oldest = rendered.size >= KEPT ? rendered.keys().next().value : undefined;
  if (oldest !== undefined) rendered.delete(oldest);
  rendered.set(key, html);
  return html;
}

function sanitised(text: string, named: Named | null): string | null {
  const html = htmlOf(text, named);
  return html === null ? null : purifier.sanitize(html, ALLOWED);
}
