/** Formulas between `$$` and in blocks named `math`: kept as they were written, to be drawn by who wants that (`drawFormula`). */
import type { StateInline } from 'markdown-it';
import type { MarkdownPlugin } from './plugin.ts';

const MARK = '$$';
const MAX_CHARS = 2_000;
const DOLLAR = 0x24;

export const formulas: MarkdownPlugin = (markdown) => {
  const { escapeHtml } = markdown.utils;
  markdown.inline.ruler.after('escape', 'formula', inlineFormula);
  markdown.renderer.rules.formula = (tokens, index) => {
    const { content = '', meta } = tokens[index] ?? {};
    const kind = meta?.kind === 'block' ? 'block' : 'inline';
    return `<span data-math="${kind}">${MARK}${escapeHtml(content)}${MARK}</span>`;
  };
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    if (info.trim().toLowerCase() !== 'math' || content.length > MAX_CHARS) {
      return fence?.(tokens, index, options, env, self) ?? '';
    }
    return `<p><span data-math="block">${MARK}${escapeHtml(content.trim())}${MARK}</span></p>\n`;
  };
};

/** `$$` is followed by anything but another; it stands for a block where it is all of its paragraph. */
function inlineFormula(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== DOLLAR || !src.startsWith(MARK, pos)) return false;
  const end = src.indexOf(MARK, pos + 2);
  const content = end === -1 ? '' : src.slice(pos + 2, end);
  if (content.trim() === '' || content.length > MAX_CHARS) return false;
  if (!silent) {
    const token = state.push('formula', '', 0);
    token.content = content.trim();
    token.meta = { kind: pos === 0 && end + 2 === src.trimEnd().length ? 'block' : 'inline' };
  }
  state.pos = end + 2;
  return true;
}
