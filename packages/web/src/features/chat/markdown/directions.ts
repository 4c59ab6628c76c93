/** Each block of a message runs in the direction of its own first letters: a message may quote another script. */
import type { MarkdownPlugin } from './plugin.ts';

const BLOCKS = new Set([
  'paragraph_open',
  'heading_open',
  'bullet_list_open',
  'ordered_list_open',
  'blockquote_open',
  'table_open',
]);

export const directions: MarkdownPlugin = (markdown) => {
  markdown.core.ruler.push('directions', ({ tokens }) => {
    // Only the outermost: what has a direction of its own has no say in that of what surrounds it.
    for (const token of tokens) {
      if (token.level === 0 && BLOCKS.has(token.type)) token.attrSet('dir', 'auto');
    }
  });
};
