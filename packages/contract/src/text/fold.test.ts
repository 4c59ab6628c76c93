/** What counts as the same when people look for it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldInPlace } from './fold.ts';

describe('fold', () => {
  it.each([
    ['case', 'Release NOTES', 'release notes'],
    ['accents', 'Crème Brûlée', 'creme brulee'],
    ['composed and decomposed', 'e\u0301te\u0301', 'été'],
    ['full width', 'ＡＢＣ１２３', 'abc123'],
    ['half-width kana', 'ｶﾞｷﾞ', 'ガギ'],
    ['ligatures', 'ﬁnal', 'final'],
    ['sharp s and final sigma', 'Straße ΟΔΟΣ', 'strasse οδοσ'],
    ['Arabic vowels', 'مُحَمَّد', 'محمد'],
    ['Arabic tatweel', 'محـــمد', 'محمد'],
    ['forms of alef', 'أحمد إلى آمن', 'احمد الي امن'],
    ['final ya and ta marbuta', 'مكتبة على', 'مكتبه علي'],
    ['Persian letters', 'کیک', 'كيك'],
    ['presentation forms', 'ﻣﺤﻤﺪ', 'محمد'],
    ['digits', '٢٠٢٦ ۱۲ ๒๕๖๙', '2026 12 2569'],
    ['Thai with a zero-width space', 'สวัสดี\u200bครับ', 'สวัสดีครับ'],
    ['Thai sara am in two parts', 'น้ำ', 'น้\u0e4d\u0e32'],
    ['soft hyphens and joiners', 'co\u00adop\u200der\ufeffate', 'cooperate'],
    ['kinds of space', ' a\u00a0\u3000b\tc\n', 'a b c'],
    ['control characters', 'a\0b\x07c', 'a b c'],
    ['Hangul in parts', '\u1112\u1161\u11ab\u1100\u1173\u11af', '한글'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
  ])('makes no difference of %s', (_, left, right) => {
    expect(fold(left)).toBe(fold(right));
  });

  it.each([
    ['Thai tones', 'ปา', 'ป่า'],
    ['Thai vowels', 'ดี', 'ดู'],
    ['letters', 'cat', 'car'],
    ['Devanagari vowels', 'कि', 'की'],
  ])('keeps %s apart', (_, left, right) => {
    expect(fold(left)).not.toBe(fold(right));
  });

  it('tells where everything was', () => {
    const { text, at } = foldInPlace('Ein  Brûlée!');
    const start = text.indexOf('brulee');
    expect('Ein  Brûlée!'.slice(at[start], at[start + 'brulee'.length])).toBe('Brûlée');
    expect(text).toBe('ein brulee!');
  });

  it('is the same done twice, and in place, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = fold(text);
        expect(once).not.toMatch(/[\0\p{Cs}\p{Cf}]/u);
        const { text: inPlace, at } = foldInPlace(text);
        expect(inPlace.trim()).toBe(once);
        expect(at).toHaveLength(inPlace.length + 1);
        expect([...at]).toEqual([...at].sort((left, right) => left - right));
      }),
      { seed: 20260131, numRuns: 2000 },
    );
  });
});
