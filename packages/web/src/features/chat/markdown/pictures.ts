/** Pictures in messages are uploads; an address elsewhere would learn who reads, so it becomes a link. */
import { REL } from './links.ts';
import type { MarkdownPlugin } from './plugin.ts';

export const pictures: MarkdownPlugin = (markdown) => {
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const address = String(token?.attrGet('src') ?? '');
    const text = self.renderInlineAsText(token?.children ?? [], options, env) || address;
    return `<a href="${escapeHtml(address)}" target="_blank" rel="${REL}">${escapeHtml(text)}</a>`;
  };
};
