import { expect, test } from 'vitest';
import { isName, nameFromFile, problemOf, typedName } from './add-model.ts';

test.each([
  ['party-parrot.gif', 'party-parrot'],
  ['Party Parrot (2).GIF', 'party_parrot_2'],
  ['Grüße.final.png', 'gru_e_final'],
  ['__x__.png', ''],
  ['ปาร์ตี้.png', ''],
  [`${'long'.repeat(20)}.png`, 'long'.repeat(10)],
  ['+1.png', '+1'],
])('%s suggests %j', (file, name) => expect(nameFromFile(file)).toBe(name));

test.each([
  [' :Party: ', 'party'],
  ['party', 'party'],
])('%j is typed for %j', (text, name) => expect(typedName(text)).toBe(name));

test.each([
  ['ok', true],
  ['x', false],
  ['a b', false],
])('whether %j is a name: %s', (name, is) => expect(isName(name)).toBe(is));

test.each([
  ['TOO_LARGE', 'image', 'image', 'large'],
  ['TOO_LARGE', '', 'image', 'large'],
  ['UNSUPPORTED', 'image', 'image', 'noPicture'],
  ['INVALID', 'image', 'image', 'noPicture'],
  ['INVALID', 'name', 'name', 'standard'],
  ['CONFLICT', 'name', 'name', 'taken'],
  ['CONFLICT', 'emoji', 'name', 'full'],
  ['UNAVAILABLE', '', 'name', null],
] as const)('%s about %j is told beside %s as %s', (code, path, field, problem) => {
  const error = { code, message: '', retryable: false, details: [{ path, message: '' }] };
  expect(problemOf(error)).toEqual({ field, problem });
});
