/** Markdown around what is selected: pure, so that undo and selection can be handed to the text field in one step. */

import { customNameOf } from '../../app/custom-emoji.ts';

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'link' | 'quote' | 'list';

export interface Draft {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const AROUND: Readonly<Partial<Record<Format, string>>> = {
  bold: '**',
  italic: '_',
  strike: '~~',
  code: '`',
};
const BEFORE: Readonly<Partial<Record<Format, string>>> = { quote: '> ', list: '- ' };

/** Puts the mark on the selection, or takes it off where it is on already. */
export function applyFormat(draft: Draft, format: Format): Draft {
  const mark = AROUND[format];
  if (mark !== undefined) return around(draft, mark);
  const prefix = BEFORE[format];
  if (prefix !== undefined) return beforeLines(draft, prefix);
  return link(draft);
}

export function insertText(draft: Draft, inserted: string): Draft {
  const text = draft.text.slice(0, draft.start) + inserted + draft.text.slice(draft.end);
  const at = draft.start + inserted.length;
  return { text, start: at, end: at };
}

/** One of the server's own is a word: beside a letter it would be text. */
export function insertEmoji(draft: Draft, emoji: string): Draft {
  if (customNameOf(emoji) === null) return insertText(draft, emoji);
  const before = /[A-Za-z0-9/]$/.test(draft.text.slice(0, draft.start)) ? ' ' : '';
  const after = /^[A-Za-z0-9]/.test(draft.text.slice(draft.end)) ? ' ' : '';
  return insertText(draft, before + emoji + after);
}

function around({ text, start, end }: Draft, mark: string): Draft {
  const selected = text.slice(start, end);
  const before = text.slice(0, start);
  const after = text.slice(end);
  // Several lines of code are a block.
  if (mark === '`' && selected.includes('\n')) {
    const fenced = `\`\`\`\n${selected}\n\`\`\``;
    return { text: before + fenced + after, start: start + 4, end: start + 4 + selected.length };
  }
  if (before.endsWith(mark) && after.startsWith(mark)) {
    return {
      text: before.slice(0, -mark.length) + selected + after.slice(mark.length),
      start: start - mark.length,
      end: end - mark.length,
    };
  }
  return {
    text: before + mark + selected + mark + after,
    start: start + mark.length,
    end: end + mark.length,
  };
}

function beforeLines({ text, start, end }: Draft, prefix: string): Draft {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const on = lines.every((line) => line.startsWith(prefix));
  const changed = lines.map((line) => (on ? line.slice(prefix.length) : prefix + line));
  const step = on ? -prefix.length : prefix.length;
  return {
    text: text.slice(0, from) + changed.join('\n') + text.slice(end),
    start: Math.max(from, start + step),
    end: end + step * lines.length,
  };
}

function link({ text, start, end }: Draft): Draft {
  const selected = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(selected);
  const made = isAddress ? `[](${selected})` : `[${selected}](https://)`;
  // The part still to be written is selected.
  const at = isAddress ? start + 1 : start + selected.length + 3;
  return {
    text: text.slice(0, start) + made + text.slice(end),
    start: at,
    end: isAddress ? at : at + 'https://'.length,
  };
}

/** What is sent: without empty lines around it; null when that leaves nothing to say. */
export function toSend(text: string): string | null {
  const trimmed = text.replace(/^\s*\n/, '').trimEnd();
  // Zero-width characters alone are nothing either.
  return trimmed.replace(/[\s\u200b-\u200f\u2060\ufeff]/gu, '') === '' ? null : trimmed;
}
