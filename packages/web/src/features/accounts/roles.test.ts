/** What the interface offers whom. */
import { expect, test } from 'vitest';
import { mayDisable, rolesToGive } from './roles.ts';

const owner = { id: 'o', role: 'owner' } as const;
const admin = { id: 'a', role: 'admin' } as const;
const member = { id: 'm', role: 'member' } as const;

test('an owner gives every role but their own', () => {
  expect(rolesToGive(owner, admin)).toEqual(['admin', 'moderator', 'member', 'guest']);
});

test('an administrator changes members, not other administrators or owners', () => {
  expect(rolesToGive(admin, member)).toEqual(['moderator', 'member', 'guest']);
  expect(rolesToGive(admin, { id: 'b', role: 'admin' })).toEqual([]);
  expect(rolesToGive(admin, owner)).toEqual([]);
});

test('a member changes nobody, and nobody changes themselves', () => {
  expect(rolesToGive(member, { id: 'n', role: 'guest' })).toEqual([]);
  expect(mayDisable(owner, owner)).toBe(false);
});
