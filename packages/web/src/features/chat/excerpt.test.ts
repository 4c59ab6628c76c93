import { expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

it.each([
  ['a **bold** and `coded` word', 'a bold and coded word'],
  ['> quoted\n\nanswered', 'quoted answered'],
  ['## Title\n- one\n- two', 'Title one two'],
  ['snake_case stays', 'snake_case stays'],
  ['  ', ''],
])('%j is %j', (content, line) => {
  expect(excerptOf({ content })).toBe(line);
});

it('ends long texts between characters', () => {
  const line = excerptOf({ content: '😀'.repeat(5_000) });
  expect([...line]).toHaveLength(140);
  expect(line.endsWith('😀…')).toBe(true);
});
