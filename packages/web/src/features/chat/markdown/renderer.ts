/** Markdown as messages have it: CommonMark, tables, strikethrough, task lists, addresses, code and formulas; no HTML. */
import MarkdownIt from 'markdown-it';
import type { Pictures } from '../../../app/custom-emoji.ts';
import type { Named } from '../mention-model.ts';
import { isWithinBounds, MAX_CHARS, MAX_NESTING } from './bounds.ts';
import { codeBlocks } from './code-blocks.ts';
import { customEmoji, type EmojiEnv } from './custom-emoji.ts';
import { directions } from './directions.ts';
import { formulas } from './formulas.ts';
import { type LinkEnv, links } from './links.ts';
import { type MentionEnv, mentions } from './mentions.ts';
import { pictures } from './pictures.ts';
import type { MarkdownPlugin } from './plugin.ts';
import { tables } from './tables.ts';
import { taskLists } from './task-lists.ts';

/** What messages have beside CommonMark, each a file. A new kind of mark adds its line here. */
const PLUGINS: readonly MarkdownPlugin[] = [
  links,
  pictures,
  codeBlocks,
  tables,
  taskLists,
  mentions,
  customEmoji,
  formulas,
  directions,
];

const renderer = new MarkdownIt('default', {
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: MAX_NESTING,
});
for (const plugin of PLUGINS) renderer.use(plugin);

/** HTML that is to be sanitised before it is shown; null for a text that is better read as it was written. */
export function htmlOf(
  text: string,
  named: Named | null = null,
  pictures: Pictures | null = null,
  origin?: string,
): string | null {
  if (text.length > MAX_CHARS) return null;
  const env = { named, pictures, origin } satisfies MentionEnv & EmojiEnv & LinkEnv;
  const tokens = renderer.parse(text, env);
  return isWithinBounds(tokens) ? renderer.renderer.render(tokens, renderer.options, env) : null;
}
