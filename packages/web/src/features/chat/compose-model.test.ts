/** Formatting what is selected, and what counts as something to say. */
import { expect, test } from 'vitest';
import { applyFormat, type Draft, insertEmoji, toSend } from './compose-model.ts';

/** `|` marks both ends of the selection, or the caret where there is one. */
function draft(marked: string): Draft {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|');
  return { text: marked.replaceAll('|', ''), start, end: end === start ? start : end - 1 };
}

function shown({ text, start, end }: Draft): string {
  return start === end
    ? `${text.slice(0, start)}|${text.slice(start)}`
    : `${text.slice(0, start)}|${text.slice(start, end)}|${text.slice(end)}`;
}

test.each([
  ['bold', 'say |this| now', 'say **|this|** now'],
  ['bold', 'say **|this|** now', 'say |this| now'],
  ['italic', '|', '_|_'],
  ['code', '|a\nb|', '```\n|a\nb|\n```'],
  ['quote', 'one\ntw|o', 'one\n> tw|o'],
  ['list', '|one\ntwo|', '- |one\n- two|'],
  ['list', '- |one\n- two|', '|one\ntwo|'],
  ['link', 'see |this|', 'see [this](|https://|)'],
  ['link', '|https://a.example|', '[|](https://a.example)'],
] as const)('%s on %j gives %j', (format, before, after) => {
  expect(shown(applyFormat(draft(before), format))).toBe(after);
});

test.each([
  ['hello |world|', '👋', 'hello 👋|'],
  ['hello|', '👋', 'hello👋|'],
  ['hello|', ':wave_:', 'hello :wave_:|'],
  ['|hello', ':wave_:', ':wave_: |hello'],
  ['(|)', ':wave_:', '(:wave_:|)'],
  [':wave_:|', ':wave_:', ':wave_::wave_:|'],
])('into %j goes %s as %j', (before, emoji, after) => {
  expect(shown(insertEmoji(draft(before), emoji))).toBe(after);
});

test('what is sent loses empty lines around it and keeps its indentation', () => {
  expect(toSend('\n  code\n\n')).toBe('  code');
});

test.each([[''], ['  \n'], ['\u200b\u200b'], ['\u2060 \ufeff']])('%j is nothing to say', (text) => {
  expect(toSend(text)).toBeNull();
});
