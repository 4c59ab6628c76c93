/** Blocks of code: complete as they are; their tools (`CodeTools`) and their colours (`useColours`) come afterwards. */
import type { MarkdownPlugin } from './plugin.ts';

/** Of a block that is shown in part until somebody asks for all of it. */
const LONG_LINES = 24;
/** Saves little. */
const HIDDEN_LINES = 6;

export const codeBlocks: MarkdownPlugin = (markdown) => {
  const { escapeHtml } = markdown.utils;
  const block = (content: string, language: string): string => {
    const code = content.replace(/\n$/, '');
    const lines = code.split('\n').length;
    const long = lines > LONG_LINES + HIDDEN_LINES ? ` data-long="${lines}" data-folded="true"` : '';
    const named = language === '' ? '' : ` data-language="${escapeHtml(language)}"`;
    const pre = `<pre tabindex="0"><code>${escapeHtml(code)}\n</code></pre>`;
    const foot = long === '' ? '' : '<p data-foot="true"></p>';
    return `<figure data-code="true"${named}${long}><figcaption></figcaption>${pre}${foot}</figure>\n`;
  };
  markdown.renderer.rules.fence = (tokens, index) => {
    const { content = '', info = '' } = tokens[index] ?? {};
    const [language = ''] = info.trim().split(/[\s{,:]/, 1);
    return block(content, language.slice(0, 40));
  };
  markdown.renderer.rules.code_block = (tokens, index) => block(tokens[index]?.content ?? '', '');
};
