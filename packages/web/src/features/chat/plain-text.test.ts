/** Which messages need the Markdown renderer. */
import { expect, test } from 'vitest';
import { isOnlyEmoji, needsMarkdown } from './plain-text.ts';

test.each([
  ['hello there'],
  ['2 + 2 = 4, isn’t it?'],
  ['line one\nline two'],
  ['سلام'],
  ['สวัสดี!'],
  ['so - what now'],
])('%j is plain', (text) => {
  expect(needsMarkdown(text)).toBe(false);
});

test.each([
  ['**bold**'],
  ['see https://a.example'],
  ['- one'],
  ['1. one'],
  ['> said'],
  ['a `b`'],
  ['    code'],
  ['write to me@a.example'],
])('%j needs the renderer', (text) => {
  expect(needsMarkdown(text)).toBe(true);
});

test('up to three emoji alone are shown large', () => {
  expect(isOnlyEmoji('🎉')).toBe(true);
  expect(isOnlyEmoji('👩‍👩‍👧 👍🏽 🇹🇭')).toBe(true);
  expect(isOnlyEmoji('🎉🎉🎉🎉')).toBe(false);
  expect(isOnlyEmoji('🎉 yes')).toBe(false);
  expect(isOnlyEmoji('12')).toBe(false);
});
