import { describe, expect, it, test } from 'vitest';
import { customNameOf, pictureAt, picturesIn, splitByCustom } from './custom-emoji.ts';

const known = new Map(
  ['parrot', 'ship_it', '+x', '30', 'constructor'].map((name) => [name, { url: `/${name}` }]),
);

test.each<[string, readonly string[]]>([
  [':parrot:', ['parrot']],
  ['well :parrot: done :ship_it:!', ['parrot', 'ship_it']],
  [':parrot::ship_it:', ['parrot', 'ship_it']],
  ['สวัสดี:parrot:ครับ', ['parrot']],
  ['(:+x:)', ['+x']],
  [':a:parrot:', []],
  [':constructor:', ['constructor']],
  ['at 10:30:00', []],
  ['x:parrot:', []],
  [':parrot:x', []],
  ['https://a.example/:parrot:', []],
  [':Parrot:', []],
  [':no_such:', []],
  ['parrot', []],
])('%j has %j', (text, names) => {
  expect(Object.keys(picturesIn(text, known) ?? {})).toEqual(names);
});

describe('one at a place', () => {
  it('is found exactly there', () => {
    const text = 'a :parrot: b';
    expect(pictureAt(text, 2, { parrot: '/p' })).toEqual({ name: 'parrot', url: '/p' });
    for (const at of [0, 1, 3, 9]) expect(pictureAt(text, at, { parrot: '/p' })).toBeNull();
  });

  it('is none that nobody added, whatever objects have by themselves', () => {
    expect(pictureAt(':constructor:', 0, {})).toBeNull();
  });
});

test.each([
  [':parrot:', 'parrot'],
  ['👍', null],
  [':', null],
  [':a b:', null],
])('the name of %j is %j', (emoji, name) => expect(customNameOf(emoji)).toBe(name));

describe('a text split by them', () => {
  it('is the text again, in order, whatever it says', () => {
    const text = ':parrot: a :no_such: b:parrot: 10:30:00 c :ship_it:';
    const parts = splitByCustom(text, known);
    expect(parts).toEqual([
      { emoji: ':parrot:', at: 0 },
      ' a :no_such: b:parrot: 10:30:00 c ',
      { emoji: ':ship_it:', at: 42 },
    ]);
    expect(parts.map((part) => (typeof part === 'string' ? part : part.emoji)).join('')).toBe(text);
  });

  it('is one piece where there are none', () => {
    expect(splitByCustom('a :parrot:', new Map())).toEqual(['a :parrot:']);
  });
});
