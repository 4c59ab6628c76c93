/** Columns stand where their writer put them: said without the style attributes that the content policy is wary of. */
import type { MarkdownPlugin } from './plugin.ts';

const ALIGN = /^text-align:(left|right|center)$/;

export const tables: MarkdownPlugin = (markdown) => {
  markdown.core.ruler.push('tables', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const align = ALIGN.exec(String(token.attrGet('style') ?? ''))?.[1];
      token.attrs = align === undefined ? [] : [['data-align', align]];
    }
  });
};
