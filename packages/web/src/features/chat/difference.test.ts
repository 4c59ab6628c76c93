import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

const told = (former: string, present: string) =>
  differenceOf(former, present)
    .map(({ kind, text }) => ({ same: text, added: `+[${text}]`, gone: `-[${text}]` })[kind])
    .join('');

test.each([
  ['tea at four', 'tea at five', 'tea at -[four]+[five]'],
  ['tea', 'tea and cake', 'tea+[ and cake]'],
  ['tea and cake', 'cake', '-[tea and ]cake'],
  ['same', 'same', 'same'],
  ['', 'new', '+[new]'],
  ['', '', ''],
])('%j to %j', (former, present, expected) => {
  expect(told(former, present)).toBe(expected);
});

test('what stays and went is the former text, what stays and came the present one', () => {
  const words = fc.array(fc.constantFrom('tea', ' ', 'ชา', 'شاي', '.'), { maxLength: 30 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [former, present] = [a.join(''), b.join('')];
      const parts = differenceOf(former, present);
      const text = (without: string) =>
        parts.flatMap((part) => (part.kind === without ? [] : [part.text])).join('');
      expect([text('added'), text('gone')]).toEqual([former, present]);
    }),
    { seed: 20_260_101 },
  );
});

test('what is too long to be worth comparing word by word is shown as wholly other', () => {
  const [former, present] = ['a '.repeat(4_000), `${'a '.repeat(4_000)}b`];
  expect(differenceOf(former, present)).toEqual([
    { kind: 'gone', text: former },
    { kind: 'added', text: present },
  ]);
});
