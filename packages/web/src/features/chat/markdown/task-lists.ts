/** `- [ ] to do` and `- [x] done`: boxes that say how things stand, and change with the text only. */
import type { StateCore, Token } from 'markdown-it';
import type { MarkdownPlugin } from './plugin.ts';

const BOX = /^\[([ xX])\] +/;

export const taskLists: MarkdownPlugin = (markdown) => {
  markdown.core.ruler.after('inline', 'task-lists', (state: StateCore) => {
    state.tokens.forEach((token, at) => {
      const item = state.tokens[at - 2];
      const paragraph = state.tokens[at - 1];
      if (token.type !== 'inline' || paragraph?.type !== 'paragraph_open' || item?.type !== 'list_item_open')
        return;
      const [text] = token.children ?? [];
      const mark = text?.type === 'text' ? BOX.exec(text.content) : null;
      if (!text || !mark || token.children === null) return;
      text.content = text.content.slice(mark[0].length);
      item.attrSet('data-task', mark[1] === ' ' ? 'open' : 'done');
      token.children = [boxOf(state, mark[1] !== ' '), ...token.children, labelEnd(state)];
    });
  });
  // The label names the box for who hears the page; it begins with it.
  markdown.renderer.rules.task_box = (tokens, index) =>
    `<label><input type="checkbox" disabled${tokens[index]?.meta?.done === true ? ' checked' : ''}> `;
  markdown.renderer.rules.task_end = () => '</label>';
};

function boxOf(state: StateCore, done: boolean): Token {
  const token = new state.Token('task_box', '', 0);
  token.meta = { done };
  return token;
}

function labelEnd(state: StateCore): Token {
  return new state.Token('task_end', '', 0);
}
