/**
 * Markdown to HTML that is safe to show. A chunk of its own: messages are readable as plain text before it has come.
 * Raw HTML is never passed through, and what the renderer makes is sanitised once more.
 */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

const renderer = new MarkdownIt('default', { html: false, linkify: true, breaks: true, typographer: false })
  // Pictures in messages are uploads, not addresses elsewhere that would learn who reads.
  .disable(['image']);

const defaultLink = renderer.renderer.rules.link_open;
renderer.renderer.rules.link_open = (tokens, index, options, env, self) => {
  const token = tokens[index];
  token?.attrSet('target', '_blank');
  token?.attrSet('rel', 'noopener noreferrer nofollow ugc');
  return defaultLink?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
};

const ALLOWED = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'strong', 'em', 's', 'code', 'pre', 'a', 'ul', 'ol', 'li', 'blockquote', 'hr'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'target', 'rel', 'start', 'class'],
  // The pattern is held against every attribute that is not named here, not only against addresses.
  ADD_URI_SAFE_ATTR: ['target', 'rel', 'start', 'class'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
};

const KEPT = 500;
/** Rows come and go as one scrolls; each text is rendered once. */
const rendered = new Map<string, string>();

export function renderMarkdown(text: string): string {
  const known = rendered.get(text);
  if (known !== undefined) return known;
  const html = DOMPurify.sanitize(renderer.render(text), ALLOWED);
  const oldest = rendered.size >= KEPT ? rendered.keys().next().value : undefined;
  if (oldest !== undefined) rendered.delete(oldest);
  rendered.set(text, html);
  return html;
}
