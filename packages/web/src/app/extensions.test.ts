import { expect, test } from 'vitest';
import { leadsTo } from './extensions.ts';

test.each([
  ['/saved', true],
  ['/saved/older', true],
  ['/saved-searches', false],
  ['/', false],
])('whether %s is of the page /saved: %s', (pathname, expected) => {
  const link = { id: 'saved', place: 'chat', label: 'saved:title', icon: () => null, to: '/saved' } as const;
  expect(leadsTo(link, pathname)).toBe(expected);
});
