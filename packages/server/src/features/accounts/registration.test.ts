import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, refusalOf, type World, world } from './harness.ts';
import { type NewPerson, toUser } from './public.ts';
import { merged } from './registration.ts';

const ada = { username: 'Ada', email: 'Ada@example.org' };

describe('set-up', () => {
  let at: World;
  beforeEach(async () => {
    at = await world();
  });
  afterEach(() => at.close());

  const code = () => new URL(at.accounts.setupLink() ?? '').searchParams.get('code');

  test('whoever opens the printed link becomes owner, signed in, and then it is closed for good', async () => {
    expect(at.accounts.setupLink()).toMatch(/^http:\/\/parley\.test\/setup\?code=[\w-]{22}$/);
    expect(await at.setupStatus()).toEqual({ needed: true, registration: 'invite' });
    const owner = await at.setup(at.browser(), { ...ada, password: PASSWORD, code: code() });
    expect(owner.user).toMatchObject({
      username: 'Ada',
      displayName: 'Ada',
      role: 'owner',
      email: 'Ada@example.org',
    });
    expect((await owner.run('account:me')).user).toEqual(owner.user);
    expect(await at.setupStatus()).toEqual({ needed: false, registration: 'invite' });
    const second = { username: 'bob', email: 'bob@example.org', password: PASSWORD, code: code() };
    expect(await refusalOf(at.setup(at.browser(), second))).toMatchObject({ code: 'CONFLICT' });
  });

  test('another code is refused, and nothing of it is kept', async () => {
    const body = { ...ada, password: PASSWORD, code: 'guessed' };
    expect(await refusalOf(at.setup(at.browser(), body))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await at.rows('select id from users')).toEqual([]);
  });

  test('of two who set up at once, one becomes owner', async () => {
    const both = ['eve', 'bob'].map((username) =>
      at.setup(at.browser(), {
        username,
        email: `${username}@example.org`,
        password: PASSWORD,
        code: code(),
      }),
    );
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await at.rows('select role from users')).toEqual([{ role: 'owner' }]);
  });

  test('the code is nowhere in the database, and links of earlier starts stay good', async () => {
    const first = code();
    expect(JSON.stringify(await at.rows('select * from setup_codes'))).not.toContain(first);
    at = await at.restart();
    expect(code()).not.toBe(first);
    expect((await at.setup(at.browser(), { ...ada, password: PASSWORD, code: first })).user.role).toBe(
      'owner',
    );
    at = await at.restart();
    expect(at.accounts.setupLink()).toBeNull();
  });

  test('an owner’s demotion does not open it again', async () => {
    const owner = await at.owner();
    const heir = await at.member('heir', 'owner');
    await heir.run('people:role', { userId: owner.user.id, role: 'member' });
    expect(await at.setupStatus()).toMatchObject({ needed: false });
  });
});

describe('the owner of the configuration', () => {
  const env = { OWNER_USERNAME: 'root', OWNER_EMAIL: 'root@example.org', OWNER_PASSWORD: PASSWORD };

  test('is made at first start, once', async () => {
    let at = await world({ env });
    expect(at.accounts.setupLink()).toBeNull();
    expect((await at.login(at.browser(), 'root')).user.role).toBe('owner');
    at = await at.restart({ ...env, OWNER_USERNAME: 'other' });
    expect(await at.rows('select username from users')).toEqual([{ username: 'root' }]);
    await at.close();
  });

  test('whose name an ordinary member took stops the start and says so', async () => {
    const at = await world({ env: { REGISTRATION: 'open' } });
    await at.register(at.browser(), { username: 'Root', email: 'm@example.org' });
    await expect(at.restart(env)).rejects.toThrow(/root can’t be made.*taken/);
  });
});

describe('registering', () => {
  let at: World;
  afterEach(() => at.close());

  test('where it is open: the first to come is an ordinary member', async () => {
    at = await world({ env: { REGISTRATION: 'open' } });
    const person = await at.register(at.browser(), { ...ada, displayName: 'Ada L.' });
    expect(person.user).toMatchObject({ role: 'member', displayName: 'Ada L.', status: 'offline' });
    expect((await at.setupStatus()).needed).toBe(true);
  });

  test('by invitation: not without one, and with one only as often as it says', async () => {
    at = await world();
    const { code, url } = await (await at.owner()).run('people:invite', { role: 'moderator', uses: 2 });
    expect(url).toBe(`http://parley.test/register?invite=${code}`);
    const named = (username: string) => ({ username, email: `${username}@example.org` });
    expect(await refusalOf(at.register(at.browser(), named('none')))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(at.register(at.browser(), { ...named('no'), invite: 'made up' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) => at.register(at.browser(), { ...named(name), invite: code })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const roles = await at.rows<{ role: string }>("select role from users where role <> 'owner'");
    expect(roles.map(({ role }) => role)).toEqual(['moderator', 'moderator']);
  });

  test('an invitation ends with its day, and is kept as a digest', async () => {
    at = await world();
    const { code } = await (await at.owner()).run('people:invite', { days: 1 });
    expect(JSON.stringify(await at.rows('select * from invites'))).not.toContain(code);
    at.clock.jump(86_400_000);
    expect(await refusalOf(at.register(at.browser(), { ...ada, invite: code }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('a refused registration uses no invitation up', async () => {
    at = await world();
    const { code } = await (await at.owner()).run('people:invite');
    const taken = { username: 'owner', email: 'x@example.org', invite: code };
    expect(await refusalOf(at.register(at.browser(), taken))).toMatchObject({ code: 'CONFLICT' });
    expect((await at.register(at.browser(), { ...ada, invite: code })).user.role).toBe('member');
  });

  test('where it is closed, an invitation does not open it', async () => {
    at = await world();
    const { code } = await (await at.owner()).run('people:invite');
    at = await at.restart({ REGISTRATION: 'closed' });
    expect(await refusalOf(at.register(at.browser(), { ...ada, invite: code }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await at.setupStatus()).registration).toBe('closed');
  });

  test('names and addresses belong to one person, however they are written, also when two come at once', async () => {
    at = await world({ env: { REGISTRATION: 'open' } });
    const outcomes = await Promise.allSettled([
      at.register(at.browser(), ada),
      at.register(at.browser(), { username: 'aDA', email: 'aDA@EXAMPLE.org' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(at.register(at.browser(), { ...ada, email: 'new@example.org' }))).toMatchObject({
      code: 'CONFLICT',
      details: [{ path: 'username' }],
    });
    expect(await refusalOf(at.register(at.browser(), { ...ada, username: 'new' }))).toMatchObject({
      code: 'CONFLICT',
      details: [{ path: 'email' }],
    });
  });

  test('passwords are kept as argon2id only', async () => {
    at = await world({ env: { REGISTRATION: 'open' } });
    await at.register(at.browser(), ada);
    const [row] = await at.rows<{ password_hash: string }>('select password_hash from users');
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
  });

  test('is limited by address, in their own words when it comes back, and not at all when told so', async () => {
    at = await world({
      env: { REGISTRATION: 'open', LIMIT_REGISTRATIONS_PER_SECOND: '1', LIMIT_REGISTRATIONS_BURST: '2' },
    });
    const named = (n: number) => ({ username: `p${n}`, email: `p${n}@example.org` });
    await at.register(at.browser('192.0.2.7'), named(1));
    await at.register(at.browser('192.0.2.7'), named(2));
    expect(await refusalOf(at.register(at.browser('192.0.2.7'), named(3)))).toEqual({
      code: 'RATE_LIMITED',
      message: expect.any(String),
      retryable: true,
      retryAfterMs: 1000,
    });
    await at.register(at.browser('192.0.2.8'), named(4));
    at = await at.restart({ REGISTRATION: 'open', LIMIT_REGISTRATIONS_PER_SECOND: '0' });
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => at.register(at.browser('127.0.0.1'), named(n + 10))),
    );
    expect(await at.rows('select count(*) as n from users')).toEqual([{ n: 53 }]);
  });

  test('what other features contribute is written with the person, or nothing is', async () => {
    const contribute = async (person: NewPerson) => ({
      expect: [],
      statements: [
        {
          kind: 'run' as const,
          // A number is bound as one with a fraction by some libraries.
          sql: 'update users set locale = cast(? as integer) where id = ?',
          params: [{ seqOf: 0 }, person.id],
          rows: 1,
        },
      ],
      appends: [{ channel: 'note:hall', type: 'note:came', actor: person.id, at: person.at, data: '{}' }],
    });
    at = await world({ env: { REGISTRATION: 'open' }, onRegister: [contribute, contribute] });
    await at.register(at.browser(), ada);
    expect((await at.storage.log.heads(['note:hall'])).get('note:hall')?.seq).toBe(2);
    expect(await at.rows('select locale from users')).toEqual([{ locale: '2' }]);
  });
});

test('merged write sets keep their order, and each counts its own appends', () => {
  const part = (name: string) => ({
    expect: [{ channel: name, aclVersion: 1 }],
    statements: [{ kind: 'insert' as const, table: name, row: { seq: { seqOf: 0 }, text: 'x' } }],
    appends: [{ channel: name, type: 't', actor: 'a', at: '', data: '{}' }],
  });
  const { statements, expect: expected, appends } = merged([part('one'), part('two')]);
  expect(statements.map((statement) => statement.kind === 'insert' && statement.row)).toEqual([
    { seq: { seqOf: 0 }, text: 'x' },
    { seq: { seqOf: 1 }, text: 'x' },
  ]);
  expect(appends.map(({ channel }) => channel)).toEqual(['one', 'two']);
  expect(expected).toHaveLength(2);
});

test('a person as others see them shows who is here, and else when they last were', () => {
  const row = {
    id: 'u',
    username: 'ada',
    display_name: 'Ada',
    role: 'member',
    avatar_url: null,
    last_seen_at: '2026-01-01T00:00:00.000Z',
    status_text: null,
    status_emoji: null,
    status_until: null,
  };
  const offline = { of: (userId: string) => ({ userId, status: 'offline' as const, lastSeenAt: null }) };
  expect(toUser(row, offline)).toMatchObject({ status: 'offline', lastSeenAt: '2026-01-01T00:00:00.000Z' });
  const since = '2026-02-02T00:00:00.000Z';
  const away = { of: (userId: string) => ({ userId, status: 'away' as const, lastSeenAt: since }) };
  expect(toUser(row, away)).toMatchObject({ status: 'away', lastSeenAt: since });
});
