/** Where one may be sent after signing in. */
import { expect, test } from 'vitest';
import { insidePath } from './addresses.ts';

test('a way inside is kept', () => {
  expect(insidePath('/rooms/general?x=1')).toBe('/rooms/general?x=1');
});

test.each([
  ['https://evil.example'],
  ['//evil.example'],
  ['/\\evil.example'],
  ['javascript:alert(1)'],
  [''],
  [7],
  [undefined],
])('%j leads nowhere', (value) => {
  expect(insidePath(value)).toBeUndefined();
});
