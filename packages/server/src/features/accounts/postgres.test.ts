/** The parts of accounts whose correctness rests on the database, on PostgreSQL. */
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../../adapters/storage/postgres/open.ts';
import { type Browser, PASSWORD, refusalOf, type World, world } from './harness.ts';

describeWith(POSTGRES, findPostgres(), 'accounts on PostgreSQL', (bin) => {
  let server: PostgresServer;
  let at: World;
  beforeAll(async () => {
    server = await startPostgres(bin);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const url = await server.createDatabase();
    at = await world({ env: { REGISTRATION: 'open' }, open: (options) => openPostgres({ ...options, url }) });
  });
  afterEach(() => at.close());

  const named = (username: string) => ({ username, email: `${username}@example.org` });

  test('of those who register one name at once, one gets it', async () => {
    const outcomes = await Promise.allSettled(
      ['ada', 'ADA', 'Ada'].map((name) => at.register(at.browser(), named(name))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await at.rows('select id from users')).toHaveLength(1);
  });

  test('of two who set up at once, one becomes owner', async () => {
    const code = new URL(at.accounts.setupLink() ?? '').searchParams.get('code');
    const outcomes = await Promise.allSettled(
      ['ada', 'bob'].map((name) => at.setup(at.browser(), { ...named(name), password: PASSWORD, code })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await at.rows('select role from users')).toEqual([{ role: 'owner' }]);
  });

  test('tabs that refresh at once get one successor, and a reuse after the grace ends the login', async () => {
    const ada = await at.register(at.browser(), named('ada'));
    const thief: Browser = { ...ada.browser };
    const tabs: Browser[] = [{ ...ada.browser }, { ...ada.browser }];
    await Promise.all(tabs.map((tab) => at.refresh(tab)));
    expect(new Set(tabs.map((tab) => tab.cookie)).size).toBe(1);
    at.clock.jump(10_001);
    expect(await refusalOf(at.refresh(thief))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await at.accounts.authenticator.authenticate(ada.browser.token ?? '')).toBeNull();
  });

  test('an invitation is used only as often as it says', async () => {
    const { code } = await (await at.owner()).run('people:invite', { uses: 2, role: 'guest' });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) => at.register(at.browser(), { ...named(name), invite: code })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  test('when two owners step down at once, one stays', async () => {
    const owner = await at.owner();
    const heir = await at.member('heir', 'owner');
    const outcomes = await Promise.allSettled(
      [owner, heir].map((who) => who.run('people:role', { userId: who.user.id, role: 'member' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await at.rows("select id from users where role = 'owner'")).toHaveLength(1);
  });

  test('people are found by a part of their name, in pages', async () => {
    const owner = await at.owner();
    for (const name of ['zoe', 'Bob_1', 'carl']) await at.member(name);
    const first = await owner.run('people:list', { limit: 3 });
    const second = await owner.run('people:list', { limit: 3, cursor: first.next });
    const names = [first, second].flatMap(({ items }) => items as { username: string }[]);
    expect(names.map(({ username }) => username)).toEqual(['Bob_1', 'carl', 'owner', 'zoe']);
    const found = (await owner.run('people:list', { q: 'o_' })).items as { username: string }[];
    expect(found).toEqual([]);
    expect((await owner.run('people:list', { q: 'b_1' })).items).toMatchObject([{ username: 'Bob_1' }]);
    expect((await owner.run('people:list', { q: 'a\u0000b' })).items).toEqual([]);
    expect(await refusalOf(at.login(at.browser(), 'ow\u0000ner'))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('old sign-ins are forgotten, and last seen is kept', async () => {
    const ada = await at.register(at.browser(), named('ada'));
    const seen = '2026-03-03T00:00:00.000Z';
    at.accounts.onLastSeen(ada.user.id, seen);
    await at.logout(ada.browser);
    at.clock.jump(30 * 86_400_000 + 1);
    await at.clock.advance(86_400_000);
    await expect.poll(() => at.rows('select id from logins')).toEqual([]);
    await expect.poll(() => at.rows('select last_seen_at from users')).toEqual([{ last_seen_at: seen }]);
  });
});
