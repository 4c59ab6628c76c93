/** Markdown's rule for mentions: a name becomes a chip where the message names that person. In code nothing does. */
import { mentionAt } from '@parley/contract/features/chat/mention-text';
import type { Named } from '../mention-model.ts';
import type { MarkdownPlugin } from './plugin.ts';

const AT = 0x40;

export interface MentionEnv {
  readonly named?: Named | null | undefined;
}

export const mentions: MarkdownPlugin = (markdown) => {
  markdown.inline.ruler.before('link', 'mention', (state, silent) => {
    // What `render` was given, handed on as it is.
    const { named } = (state.env ?? {}) as MentionEnv;
    if (!named || state.src.charCodeAt(state.pos) !== AT || state.linkLevel > 0) return false;
    const name = mentionAt(state.src, state.pos);
    const target = name === null ? undefined : named[name.toLowerCase()];
    if (name === null || target === undefined) return false;
    if (!silent) {
      const token = state.push('mention', '', 0);
      token.content = `@${name}`;
      token.meta = target;
    }
    state.pos += name.length + 1;
    return true;
  });
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.mention = (tokens, index) => {
    const token = tokens[index];
    // Put there above.
    const target = token?.meta as Named[string] | null | undefined;
    const text = escapeHtml(token?.content ?? '');
    const mine = target?.mine ? ' data-mine="true"' : '';
    return target?.userId === undefined
      ? `<span data-mention="all"${mine}>${text}</span>`
      : `<button type="button" data-mention="${escapeHtml(target.userId)}"${mine}>${text}</button>`;
  };
};
