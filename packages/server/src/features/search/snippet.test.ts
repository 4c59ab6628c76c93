/** The piece that is shown, and where the words are in it. */
import { fold } from '@parley/contract/text/fold';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetOf } from './snippet.ts';

const marked = (text: string, ...words: string[]) => {
  const snippet = snippetOf(text, words.map(fold));
  return snippet.ranges.map(([from, to]) => snippet.text.slice(from, to));
};

describe('snippets', () => {
  it.each([
    ['every place', 'a cat, a Cat and a CATalogue', ['cat'], ['cat', 'Cat', 'CAT']],
    ['as it was written', 'Crème Brûlée', ['brulee'], ['Brûlée']],
    ['Arabic with its vowels', 'في المَكتبة اليوم', ['المكتبه'], ['المَكتبة']],
    ['Thai within a text', 'วันนี้ประชุมตอนบ่าย', ['ประชุม'], ['ประชุม']],
    ['an emoji of several parts', 'so 👩‍👩‍👧 nice', ['👩'], ['👩‍👩‍']],
    ['words that touch as one', 'foobar', ['foo', 'bar'], ['foobar']],
    ['nothing', 'foobar', ['baz'], []],
    ['a letter that becomes two', 'Straße', ['strasse'], ['Straße']],
  ])('mark %s', (_, text, words, expected) => {
    expect(marked(text, ...words)).toEqual(expected);
  });

  it('are cut around the first word', () => {
    const text = `${'before '.repeat(100)}needle${' after'.repeat(100)}`;
    const { text: shown, ranges } = snippetOf(text, ['needle']);
    expect(shown.length).toBeLessThan(260);
    expect([shown.startsWith('…'), shown.endsWith('…')]).toEqual([true, true]);
    expect(ranges.map(([from, to]) => shown.slice(from, to))).toEqual(['needle']);
  });

  it('never cut a character, and mark within the text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        (text, word) => {
          const { text: shown, ranges } = snippetOf(text, [fold(word)]);
          expect(shown).not.toMatch(/\p{Surrogate}/u);
          let last = 0;
          for (const [from, to] of ranges) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(shown.length);
            last = to;
          }
        },
      ),
      { seed: 20260131, numRuns: 500 },
    );
  });
});
