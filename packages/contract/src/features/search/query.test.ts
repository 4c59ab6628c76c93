/** What people type, as it is understood. */
import { describe, expect, it } from 'vitest';
import { hasOperators, parseQuery, tokensOf } from './query.ts';

const words = (text: string) =>
  parseQuery(text).words.map(({ text: word, not }) => (not ? `not ${word}` : word));

describe('parseQuery', () => {
  it.each([
    ['two words', ['two', 'words']],
    ['"one phrase" -"not this" -that', ['one phrase', 'not not this', 'not that']],
    ['“curly quotes”', ['curly quotes']],
    ['"never closed', ['never closed']],
    ['half"quoted', ['half', 'quoted']],
    ['""', []],
    ['- -- ---', ['-', 'not -', 'not --']],
    ['https://example.org', ['https://example.org']],
    ['note: this', ['note:', 'this']],
    ['unknown:thing', ['unknown:thing']],
    ['has:nothing is:nobody', ['has:nothing', 'is:nobody']],
    ['-from:ada', ['not from:ada']],
    ['from:', ['from:']],
    ['', []],
    ['ประชุม "الاجتماع غدًا"', ['ประชุม', 'الاجتماع غدًا']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('takes operators out of the words', () => {
    expect(
      parseQuery(
        'plan FROM:@ada from:me in:#general in:"Big room" has:Link has:link is:unread on:2026-01-31',
      ),
    ).toEqual({
      words: [{ text: 'plan', not: false }],
      from: ['ada', 'me'],
      in: ['general', 'Big room'],
      has: ['link'],
      is: ['unread'],
      days: [{ operator: 'on', day: '2026-01-31' }],
      badDays: [],
    });
    expect(hasOperators(parseQuery('plan'))).toBe(false);
    expect(hasOperators(parseQuery('plan in:x'))).toBe(true);
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', 'today', '2026-01-31T00:00'])('knows no day %s', (day) => {
    expect(parseQuery(`before:${day}`)).toMatchObject({
      days: [],
      badDays: [{ operator: 'before', text: day }],
    });
  });

  it('tells where each stretch is, so that it can be taken out', () => {
    const text = 'plan  from:ada "a b"';
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'plan',
      'from:ada',
      '"a b"',
    ]);
  });
});
