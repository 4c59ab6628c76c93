import { expect, it } from 'vitest';
import { orderedMigrations } from './migrations.ts';

const NOTHING = { up: async () => undefined };

it('keeps the order of features and sorts each one’s migrations by name', () => {
  const list = orderedMigrations([
    { name: 'accounts', migrations: { '0002-logins': NOTHING, '0001-users': NOTHING } },
    { name: 'chat', migrations: { '0001-rooms': NOTHING } },
  ]);
  expect(list.map((item) => item.name)).toEqual([
    'accounts/0001-users',
    'accounts/0002-logins',
    'chat/0001-rooms',
  ]);
});

it.each(['1-users', '0001_users', '0001-Users', '0001'])('refuses the name %s', (name) => {
  expect(() => orderedMigrations([{ name: 'accounts', migrations: { [name]: NOTHING } }])).toThrow(name);
});
