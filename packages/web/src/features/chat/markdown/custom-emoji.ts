/** Markdown's rule for emoji of the server's own: `:name:` becomes its picture. In code nothing does. */
import { type Pictures, pictureAt } from '../../../app/custom-emoji.ts';
import type { MarkdownPlugin } from './plugin.ts';

const COLON = 0x3a;

export interface EmojiEnv {
  readonly pictures?: Pictures | null | undefined;
}

export const customEmoji: MarkdownPlugin = (markdown) => {
  markdown.inline.ruler.before('link', 'custom_emoji', (state, silent) => {
    // What `render` was given, handed on as it is.
    const { pictures } = (state.env ?? {}) as EmojiEnv;
    if (!pictures || state.src.charCodeAt(state.pos) !== COLON) return false;
    const found = pictureAt(state.src, state.pos, pictures);
    if (found === null) return false;
    if (!silent) {
      const token = state.push('custom_emoji', 'img', 0);
      token.content = `:${found.name}:`;
      token.meta = { url: found.url };
    }
    state.pos += found.name.length + 2;
    return true;
  });
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.custom_emoji = (tokens, index) => {
    const token = tokens[index];
    const text = escapeHtml(token?.content ?? '');
    // Put there above.
    const url = escapeHtml(String(token?.meta?.url ?? ''));
    return `<img data-emoji="true" src="${url}" alt="${text}" title="${text}">`;
  };
};
