import { expect, test } from 'vitest';
import { isStandardName, managesEmoji } from './policy.ts';

test.each([
  ['owner', true],
  ['admin', true],
  ['moderator', false],
  ['member', false],
  ['guest', false],
  ['anything', false],
])('whether a %s manages emoji: %s', (role, may) => {
  expect(managesEmoji(role)).toBe(may);
});

test.each([
  ['tada', true],
  ['+1', true],
  ['constructor', false],
  ['party_parrot', false],
])('whether %s is a standard name: %s', (name, is) => {
  expect(isStandardName(name)).toBe(is);
});
