/** Which links of a text count. */
import { expect, it } from 'vitest';
import { linksIn, mayHaveLinks } from './links.ts';

it.each([
  ['see https://a.example/b.', ['https://a.example/b']],
  ['HTTPS://A.example', ['https://a.example/']],
  ['[name](https://a.example/b)', ['https://a.example/b']],
  ['<https://a.example>', ['https://a.example/']],
  ['(https://a.example/b_(c))', ['https://a.example/b_(c)']],
  ['**https://a.example**', ['https://a.example/']],
  ['انظر https://a.example/ب، ثم', ['https://a.example/%D8%A8']],
  ['https://a.example/?q="x" and', ['https://a.example/?q=']],
  ['https://ex\u00e4mple.org/', ['https://xn--exmple-cua.org/']],
  ['https://a.example/#part', ['https://a.example/#part']],
  ['twice https://a.example and https://a.example/', ['https://a.example/']],
  ['https://a.a https://b.b https://c.c https://d.d', ['https://a.a/', 'https://b.b/', 'https://c.c/']],
  ['in `https://a.example` code', []],
  ['```\nhttps://a.example\n```\nhttps://b.example', ['https://b.example/']],
  ['~~~\n```\nhttps://a.example\n~~~\nhttps://b.example', ['https://b.example/']],
  ['```\nhttps://a.example without end', []],
  ['ftp://a.example javascript:alert(1) //a.example www.a.example', []],
  ['https:// http://', []],
  [`https://a.example/${'x'.repeat(2_000)}`, []],
])('%j', (text, links) => {
  expect(linksIn(text)).toEqual(links);
  if (links.length > 0) expect(mayHaveLinks(text)).toBe(true);
});

it('a text without an address is not looked at', () => {
  expect(mayHaveLinks('http is a protocol, and www.a.example a name')).toBe(false);
});

it.each([
  ['brackets', `https://a.example/${'('.repeat(8_000)}`],
  ['fences', '```\n'.repeat(2_000)],
  ['marks', `https://a.example/${'.'.repeat(8_000)}`],
  ['marks in turn', `https://a.example/${'.)'.repeat(4_000)}`],
  ['beginnings', 'http://'.repeat(1_200)],
])('a text of nothing but %s costs little', (_, text) => {
  const before = performance.now();
  linksIn(text);
  expect(performance.now() - before).toBeLessThan(500);
});
