/** When a text field offers to complete what is being typed: which mark, after what, and the token it would replace. Pure. */
import type { Draft } from './compose-model.ts';

/** Every mark that calls for suggestions; each has its source in `suggestion-sources.ts`. */
export type Mark = ':' | '/' | '@' | '#';

export interface Trigger {
  readonly mark: Mark;
  /** `start`: only as the first character of the text; `word`: wherever a word begins. */
  readonly where: 'start' | 'word';
  /** Characters after the mark before anything is offered. */
  readonly least: number;
  /** One character that may follow the mark within the token. */
  readonly letter: RegExp;
}

export const TRIGGERS: readonly Trigger[] = [
  { mark: '/', where: 'start', least: 0, letter: /[\p{L}\p{M}\p{N}_-]/u },
  { mark: '@', where: 'word', least: 0, letter: /[\p{L}\p{M}\p{N}._-]/u },
  { mark: '#', where: 'word', least: 1, letter: /[\p{L}\p{M}\p{N}_-]/u },
  { mark: ':', where: 'word', least: 2, letter: /[\p{L}\p{M}\p{N}_+-]/u },
];

/** Of a message that was sent already: nothing is carried out by changing it. */
export const TRIGGERS_OF_SENT = TRIGGERS.filter(({ mark }) => mark !== '/');

export interface Token {
  readonly mark: Mark;
  /** What stands between the mark and the caret. */
  readonly query: string;
  /** Of the mark, and past the last letter of the token, which may be past the caret. */
  readonly start: number;
  readonly end: number;
}

/** What may stand before a word besides nothing and blanks: brackets, quotes and Markdown's marks. */
const BEFORE_WORD = /[\s([{"'«“‘>*_~|]/u;

/** The token the caret stands in, if it stands in one. */
export function tokenAt(text: string, caret: number, triggers = TRIGGERS): Token | null {
  const head = text.slice(0, caret);
  for (const { mark, where, least, letter } of triggers) {
    const start = head.lastIndexOf(mark);
    if (start === -1) continue;
    const query = head.slice(start + mark.length);
    const before = head.slice(0, start);
    const begins = before === '' || (where === 'word' && BEFORE_WORD.test(before.slice(-1)));
    const letters = [...query];
    if (!begins || letters.length < least || !letters.every((one) => letter.test(one))) continue;
    let end = caret;
    for (const one of text.slice(caret)) {
      if (!letter.test(one)) break;
      end += one.length;
    }
    return { mark, query, start, end };
  }
  return null;
}

/** The text with the token replaced, and the caret one blank behind it. */
export function complete(text: string, token: Token, inserted: string): Draft {
  const before = text.slice(0, token.start) + inserted;
  const after = text.slice(token.end);
  const blank = /^\s/.test(after) ? '' : ' ';
  const at = before.length + 1;
  return { text: before + blank + after, start: at, end: at };
}
