import { ROLES, type Role } from '@parley/contract/features/accounts/model';
import { describe, expect, test } from 'vitest';
import {
  marksFor,
  mayChangeRole,
  mayDisable,
  mayInvite,
  maySanction,
  maySeePeople,
  roleOf,
} from './policy.ts';

const actor = (role: Role) => ({ id: 'actor', role });
const target = (role: Role) => ({ id: 'target', role });

describe('changing roles', () => {
  // actor -> target -> the roles it may become, as letters: Owner Admin Moderator membeR Guest.
  const table: Record<Role, Record<Role, string>> = {
    owner: { owner: 'OAMRG', admin: 'OAMRG', moderator: 'OAMRG', member: 'OAMRG', guest: 'OAMRG' },
    admin: { owner: '', admin: '', moderator: 'MRG', member: 'MRG', guest: 'MRG' },
    moderator: { owner: '', admin: '', moderator: '', member: '', guest: '' },
    member: { owner: '', admin: '', moderator: '', member: '', guest: '' },
    guest: { owner: '', admin: '', moderator: '', member: '', guest: '' },
  };
  const letter: Record<Role, string> = { owner: 'O', admin: 'A', moderator: 'M', member: 'R', guest: 'G' };
  const cases = ROLES.flatMap((who) => ROLES.map((whom) => ({ who, whom, becomes: table[who][whom] })));

  test.each(cases)('$who on $whom: $becomes', ({ who, whom, becomes }) => {
    const allowed = ROLES.filter((to) => mayChangeRole(actor(who), target(whom), to, false).allowed);
    expect(allowed.map((to) => letter[to]).join('')).toBe(becomes);
  });

  test('the last owner stays owner, whoever asks, and may be confirmed as such', () => {
    const self = actor('owner');
    expect(mayChangeRole(self, self, 'member', true)).toMatchObject({ allowed: false, code: 'CONFLICT' });
    expect(mayChangeRole(self, self, 'owner', true).allowed).toBe(true);
    expect(mayChangeRole(self, self, 'member', false).allowed).toBe(true);
  });
});

describe('disabling', () => {
  const table: Record<Role, readonly Role[]> = {
    owner: ['owner', 'admin', 'moderator', 'member', 'guest'],
    admin: ['moderator', 'member', 'guest'],
    moderator: [],
    member: [],
    guest: [],
  };
  test.each(ROLES)('by %s', (who) => {
    expect(ROLES.filter((whom) => mayDisable(actor(who), target(whom), false).allowed)).toEqual(table[who]);
  });

  test('nobody disables themselves, and nobody the last owner', () => {
    expect(mayDisable(actor('owner'), actor('owner'), false)).toMatchObject({
      allowed: false,
      code: 'FORBIDDEN',
    });
    expect(mayDisable(actor('owner'), target('owner'), true)).toMatchObject({
      allowed: false,
      code: 'CONFLICT',
    });
  });
});

describe('inviting', () => {
  const table: Record<Role, readonly Role[]> = {
    owner: ['admin', 'moderator', 'member', 'guest'],
    admin: ['moderator', 'member', 'guest'],
    moderator: ['member', 'guest'],
    member: [],
    guest: [],
  };
  test.each(ROLES)('by %s', (who) => {
    expect(ROLES.filter((as) => mayInvite(who, as).allowed)).toEqual(table[who]);
  });
});

describe('muting and banning', () => {
  const table: Record<Role, readonly Role[]> = {
    owner: ['admin', 'moderator', 'member', 'guest'],
    admin: ['moderator', 'member', 'guest'],
    moderator: ['member', 'guest'],
    member: [],
    guest: [],
  };
  test.each(ROLES)('by %s: only those beneath', (who) => {
    expect(ROLES.filter((whom) => maySanction(actor(who), target(whom)).allowed)).toEqual(table[who]);
  });
});

test('everybody but guests sees the people of this server; owners and admins see who is disabled, moderators who is muted', () => {
  expect(ROLES.filter((role) => maySeePeople(role).allowed)).toEqual([
    'owner',
    'admin',
    'moderator',
    'member',
  ]);
  expect(ROLES.map(marksFor)).toEqual(['all', 'all', 'sanctions', 'none', 'none']);
});

test('an unknown role counts as the least', () => {
  expect(roleOf('admin')).toBe('admin');
  expect(roleOf('superuser')).toBe('guest');
});
