import { ROLES, type Role } from '@parley/contract/features/accounts/model';
import { settled } from '@parley/testkit/kernel/manual-clock';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, type Person, refusalOf, type World, world } from './harness.ts';
import type { AccountsTables } from './tables.ts';

let at: World;
let owner: Person;
beforeEach(async () => {
  at = await world({
    snapshotParts: {
      people: async (tx) => {
        const own: Kysely<AccountsTables> = tx;
        return JSON.stringify(await own.selectFrom('users').select('username').orderBy('username').execute());
      },
    },
  });
  owner = await at.owner();
});
afterEach(() => at.close());

const updates = async (person: Person) => {
  const { events } = await at.storage.log.read(`user:${person.user.id}`, 0, {
    maxEvents: 100,
    maxBytes: 1e6,
  });
  return events.filter((event) => event.type === 'user:updated').map((event) => JSON.parse(event.data).user);
};

describe('my account', () => {
  test('shows what only I see of it', async () => {
    const { user } = await owner.run('account:me');
    expect(user).toEqual({ ...owner.user, email: 'owner@example.org', locale: null });
  });

  test('changes what is given and keeps the rest; every device of mine hears of it', async () => {
    const connection = await owner.connect();
    const answer = await owner.run('account:update', { displayName: '  Ada L.  ', locale: 'th' });
    expect(answer.user).toMatchObject({ displayName: 'Ada L.', locale: 'th', email: 'owner@example.org' });
    await settled();
    const heard = connection.events(`user:${owner.user.id}`).map((event) => JSON.parse(event.data));
    expect(heard).toEqual([{ user: expect.objectContaining({ displayName: 'Ada L.', locale: 'th' }) }]);
    expect(await at.accounts.identities.find(owner.user.id)).toMatchObject({ displayName: 'Ada L.' });
  });

  test('an address that was changed is nowhere in the log', async () => {
    await owner.run('account:update', { email: 'first@example.org' });
    await owner.run('account:update', { email: 'second@example.org' });
    const dump = JSON.stringify(await at.rows('select * from log'));
    expect(dump).not.toContain('first@example.org');
    expect((await updates(owner)).map((user) => user.email)).toEqual([
      'second@example.org',
      'second@example.org',
    ]);
    await at.login(at.browser(), 'second@example.org');
  });

  test('an address that belongs to somebody else is refused', async () => {
    await at.member('ada');
    expect(await refusalOf(owner.run('account:update', { email: 'ADA@example.org' }))).toMatchObject({
      code: 'CONFLICT',
      details: [{ path: 'email' }],
    });
    expect(await updates(owner)).toEqual([]);
  });

  test('refuses what cannot be shown, and what is no address or language', async () => {
    const wrong = [
      { displayName: '\u200b\u2060' },
      { displayName: 'ada\u202egro' },
      { displayName: 'ada\nadmin' },
      { displayName: 'x'.repeat(81) },
      { email: 'ada at example' },
      { locale: 'xx' },
    ];
    for (const change of wrong) {
      expect(await refusalOf(owner.run('account:update', change))).toMatchObject({ code: 'INVALID' });
    }
    expect(await updates(owner)).toEqual([]);
  });

  test('keeps names of every script, and markup as text', async () => {
    for (const displayName of [
      'สมชาย',
      'عبد الله',
      '<script>alert(1)</script>',
      "'; drop table users; --",
      '🦜',
    ]) {
      const { user } = await owner.run('account:update', { displayName });
      expect(user).toMatchObject({ displayName });
    }
  });

  test('a change that changes nothing writes nothing', async () => {
    await owner.run('account:update', { displayName: owner.user.displayName });
    expect(await updates(owner)).toEqual([]);
  });
});

describe('my password', () => {
  const next = 'a better password';

  test('P6: changing it ends every other sign-in of mine, live ones at once', async () => {
    const phone = await at.login(at.browser(), 'owner');
    const onPhone = await phone.connect();
    const here = await owner.connect();
    await owner.run('account:password', { current: PASSWORD, next });
    await settled();
    expect(onPhone.closing).toMatchObject({ code: 'revoked', retryable: false });
    expect(here.closing).toBeNull();
    expect(await at.accounts.authenticator.authenticate(phone.browser.token ?? '')).toBeNull();
    expect(await refusalOf(at.refresh(phone.browser))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await at.refresh(owner.browser)).login).toEqual(owner.login);
    expect(await refusalOf(at.login(at.browser(), 'owner', PASSWORD))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await at.login(at.browser(), 'owner', next);
  });

  test('needs the current one, and guessing it is slowed down', async () => {
    const wrong = () => refusalOf(owner.run('account:password', { current: 'wrong', next }));
    for (let n = 0; n < 5; n += 1) {
      expect(await wrong()).toMatchObject({ code: 'INVALID', details: [{ path: 'current' }] });
    }
    expect(await wrong()).toMatchObject({ code: 'RATE_LIMITED' });
    await at.clock.advance(1000);
    await at.login(at.browser(), 'owner');
  });

  test('P3: a retry after a lost answer succeeds and ends nothing a second time', async () => {
    const change = { current: PASSWORD, next, clientId: 'c1' };
    await owner.run('account:password', change);
    const phone = await at.login(at.browser(), 'owner', next);
    await owner.run('account:password', change);
    expect(await at.accounts.authenticator.authenticate(phone.browser.token ?? '')).toEqual(phone.login);
  });

  test('leaves no digest of a password behind but argon2’s', async () => {
    await owner.run('account:password', { current: PASSWORD, next, clientId: 'c1' });
    const stored = await at.rows<{ name: string }>("select name from sqlite_master where type = 'table'");
    const dumps = await Promise.all(stored.map(({ name }) => at.rows(`select * from ${name}`)));
    expect(JSON.stringify(dumps)).not.toContain('account:password');
  });

  test('too short is refused', async () => {
    expect(
      await refusalOf(owner.run('account:password', { current: PASSWORD, next: 'short' })),
    ).toMatchObject({
      code: 'INVALID',
      details: [{ path: 'next', message: 'at least 8 characters' }],
    });
  });
});

describe('people', () => {
  const names = (answer: Record<string, unknown>) =>
    (answer.items as { username: string }[]).map((user) => user.username);

  test('are listed by name, in pages, each once', async () => {
    for (const name of ['zoe', 'Bob', 'carl', 'ann']) await at.member(name);
    const seen: string[] = [];
    let cursor: unknown;
    for (let page = 0; page < 5; page += 1) {
      const answer = await owner.run('people:list', { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...names(answer));
      cursor = answer.next;
      if (cursor === null) break;
    }
    expect(seen).toEqual(['ann', 'Bob', 'carl', 'owner', 'zoe']);
  });

  test('are found by a part of their name, whatever characters it has', async () => {
    const ann = await at.member('ann');
    await at.member('bob_100');
    await ann.run('account:update', { displayName: 'Änn 50%' });
    expect(names(await owner.run('people:list', { q: 'NN' }))).toEqual(['ann']);
    expect(names(await owner.run('people:list', { q: 'änn' }))).toEqual(['ann']);
    expect(names(await owner.run('people:list', { q: ' ANN  50' }))).toEqual(['ann']);
    expect(names(await owner.run('people:list', { q: '%' }))).toEqual(['ann']);
    expect(names(await owner.run('people:list', { q: '_' }))).toEqual(['bob_100']);
    expect(names(await owner.run('people:list', { q: "' or 1=1 --" }))).toEqual([]);
    expect(names(await owner.run('people:list', { q: 'an\u0000n' }))).toEqual([]);
    expect(names(await owner.run('people:list', { cursor: 'AAAA' }))).toHaveLength(3);
  });

  test('are not shown to guests; disabled ones only to those who may enable them', async () => {
    const guest = await at.member('guest', 'guest');
    const member = await at.member('member');
    const gone = await at.member('gone');
    await owner.run('people:disable', { userId: gone.user.id, disabled: true });
    expect(await refusalOf(guest.run('people:list'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(names(await member.run('people:list'))).toEqual(['guest', 'member', 'owner']);
    const items = (await owner.run('people:list')).items as { username: string; disabled?: boolean }[];
    expect(items.filter((user) => user.disabled).map((user) => user.username)).toEqual(['gone']);
  });

  test('never show addresses', async () => {
    const member = await at.member('member');
    expect(JSON.stringify(await member.run('people:list'))).not.toContain('@example.org');
  });
});

describe('roles', () => {
  test('change at once: the next command is decided by the new one, and the person hears of it', async () => {
    const ada = await at.member('ada');
    expect(await refusalOf(ada.run('people:invite'))).toMatchObject({ code: 'FORBIDDEN' });
    const connection = await ada.connect();
    const { user } = await owner.run('people:role', { userId: ada.user.id, role: 'moderator' });
    expect(user).toMatchObject({ id: ada.user.id, role: 'moderator' });
    await ada.run('people:invite');
    await settled();
    expect(connection.events(`user:${ada.user.id}`)).toHaveLength(1);
    await owner.run('people:role', { userId: ada.user.id, role: 'guest' });
    expect(await refusalOf(ada.run('people:invite'))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are changed by who may', async () => {
    const admin = await at.member('admin', 'admin');
    const ada = await at.member('ada');
    await admin.run('people:role', { userId: ada.user.id, role: 'moderator' });
    const up = refusalOf(admin.run('people:role', { userId: ada.user.id, role: 'admin' }));
    expect(await up).toMatchObject({ code: 'FORBIDDEN' });
    const down = refusalOf(admin.run('people:role', { userId: owner.user.id, role: 'member' }));
    expect(await down).toMatchObject({ code: 'FORBIDDEN' });
    const self = refusalOf(ada.run('people:role', { userId: ada.user.id, role: 'owner' }));
    expect(await self).toMatchObject({ code: 'FORBIDDEN' });
    const nobody = refusalOf(owner.run('people:role', { userId: 'nobody', role: 'member' }));
    expect(await nobody).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('there is always an owner, also when two step down, or put each other down, at once', async () => {
    const alone = refusalOf(owner.run('people:role', { userId: owner.user.id, role: 'member' }));
    expect(await alone).toMatchObject({ code: 'CONFLICT' });
    const heir = await at.member('heir', 'owner');
    const bothLeave = await Promise.allSettled(
      [owner, heir].map((who) => who.run('people:role', { userId: who.user.id, role: 'admin' })),
    );
    expect(bothLeave.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = await at.rows<{ id: string }>("select id from users where role = 'owner'");
    expect(left).toHaveLength(1);
  });

  test('of two owners who disable each other, one stays', async () => {
    const heir = await at.member('heir', 'owner');
    const both = await Promise.allSettled([
      owner.run('people:disable', { userId: heir.user.id, disabled: true }),
      heir.run('people:disable', { userId: owner.user.id, disabled: true }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await at.rows("select id from users where role = 'owner' and disabled = 0")).toHaveLength(1);
  });

  test('decide who invites whom', async () => {
    const most: Record<Role, number> = { owner: 4, admin: 3, moderator: 2, member: 0, guest: 0 };
    for (const role of ROLES) {
      const host = role === 'owner' ? owner : await at.member(`the-${role}`, role);
      const outcomes = await Promise.allSettled(
        ['admin', 'moderator', 'member', 'guest'].map((as) => host.run('people:invite', { role: as })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(most[role]);
      expect(await refusalOf(host.run('people:invite', { role: 'owner' }))).toMatchObject({
        code: 'INVALID',
      });
    }
  });
});

describe('the channel of a person', () => {
  const identity = async (person: Person) => {
    const found = await at.accounts.identities.find(person.user.id);
    if (found === null) throw new Error('nobody');
    return found;
  };
  const kind = () => {
    const [channel] = at.accounts.channels;
    if (channel === undefined) throw new Error('no channel');
    return channel;
  };

  test('P6: is read by that person only', async () => {
    const ada = await at.member('ada');
    expect(await kind().access(owner.user.id, owner.user.id)).toMatchObject({
      read: true,
      visibleFromSeq: 1,
    });
    expect(await kind().access(owner.user.id, ada.user.id)).toMatchObject({ read: false });
    expect(await kind().access('nobody', ada.user.id)).toBeNull();
  });

  test('its snapshot has me and what other features add, at the seq it is true for', async () => {
    await owner.run('account:update', { displayName: 'Ada' });
    const { seq, json } = await kind().snapshot(owner.user.id, await identity(owner));
    expect(seq).toBe(1);
    expect(JSON.parse(json)).toEqual({
      user: (await owner.run('account:me')).user,
      people: [{ username: 'owner' }],
    });
  });

  test('P10: a snapshot with its later events is what a fresh snapshot is', async () => {
    const before = JSON.parse((await kind().snapshot(owner.user.id, await identity(owner))).json);
    await owner.run('account:update', { displayName: 'Ada', email: 'new@example.org' });
    await owner.run('account:update', { locale: 'ar' });
    const [latest] = (await updates(owner)).slice(-1);
    expect({ ...before, user: latest }).toEqual(
      JSON.parse((await kind().snapshot(owner.user.id, await identity(owner))).json),
    );
  });

  test('its version is the person’s authVersion, raised by what changes their rights', async () => {
    const ada = await at.member('ada');
    expect((await identity(ada)).authVersion).toBe(0);
    await owner.run('people:role', { userId: ada.user.id, role: 'guest' });
    expect(await identity(ada)).toMatchObject({ authVersion: 1, role: 'guest', active: true });
    await owner.run('people:disable', { userId: ada.user.id, disabled: true });
    expect(await identity(ada)).toMatchObject({ authVersion: 2, active: false });
    expect(await refusalOf(ada.run('account:me'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await at.accounts.identities.find('nobody')).toBeNull();
  });
});

describe('when people were last here', () => {
  test('is written a little later, together, and never goes back', async () => {
    const ada = await at.member('ada');
    const later = '2026-03-03T00:00:00.000Z';
    at.accounts.onLastSeen(ada.user.id, later);
    at.accounts.onLastSeen(ada.user.id, '2026-02-02T00:00:00.000Z');
    at.accounts.onLastSeen(owner.user.id, '2026-02-02T00:00:00.000Z');
    const seen = () => at.rows<{ last_seen_at: string }>('select last_seen_at from users order by username');
    expect(await seen()).toEqual([{ last_seen_at: null }, { last_seen_at: null }]);
    const commits = at.telemetry.counts.get('commits') ?? 0;
    await at.clock.advance(1000);
    await at.accounts.stop?.();
    await expect.poll(seen).toEqual([{ last_seen_at: later }, { last_seen_at: '2026-02-02T00:00:00.000Z' }]);
    expect((at.telemetry.counts.get('commits') ?? 0) - commits).toBe(1);
    at.accounts.onLastSeen(ada.user.id, '2026-02-02T00:00:00.000Z');
    await at.accounts.stop?.();
    expect((await seen())[0]).toEqual({ last_seen_at: later });
  });
});

test('sign-ins that ended are forgotten after a month, live ones are not', async () => {
  const ada = await at.member('ada');
  await at.logout(ada.browser);
  const count = () => at.rows('select user_id from logins');
  expect(await count()).toHaveLength(2);
  at.clock.jump(29 * 86_400_000 + 1);
  await at.refresh(owner.browser);
  await at.clock.advance(2 * 86_400_000);
  await expect.poll(count).toEqual([{ user_id: owner.user.id }]);
  expect((await at.refresh(owner.browser)).login).toEqual(owner.login);
});

test('demonstration people are made once, and can sign in', async () => {
  const first = await at.accounts.seed(PASSWORD);
  const second = await at.accounts.seed(PASSWORD);
  expect(second).toEqual(first);
  expect((await at.login(at.browser(), first[0]?.username ?? '')).user.role).toBe('admin');
});
