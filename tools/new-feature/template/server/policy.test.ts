import { expect, test } from 'vitest';
import { mayAdd } from './policy.ts';

test.each([
  ['owner', true],
  ['member', true],
  ['guest', false],
])('whether a %s may add: %s', (role, allowed) => {
  expect(mayAdd(role)).toBe(allowed);
});
