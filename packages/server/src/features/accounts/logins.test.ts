import { settled } from '@parley/testkit/kernel/manual-clock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, PASSWORD, type Person, refusalOf, type World, world } from './harness.ts';
import { LOGIN_IDLE_MS, REUSE_GRACE_MS } from './logins.ts';

let at: World;
let ada: Person;
beforeEach(async () => {
  at = await world({ env: { REGISTRATION: 'open' } });
  ada = await at.register(at.browser(), { username: 'ada', email: 'ada@example.org' });
});
afterEach(() => at.close());

const good = (token: string | undefined) => at.accounts.authenticator.authenticate(token ?? '');
const copyOf = (browser: Browser): Browser => ({ ...browser });

describe('signing in', () => {
  test('works with the username or the e-mail address, in any case', async () => {
    for (const login of ['ada', 'ADA', ' ada ', 'ada@example.org', 'Ada@Example.ORG']) {
      const again = await at.login(at.browser(), login);
      expect(again.user.id).toBe(ada.user.id);
      expect(again.login.loginId).not.toBe(ada.login.loginId);
    }
  });

  test('an unknown name and a wrong password are refused alike', async () => {
    const wrong = await refusalOf(at.login(at.browser(), 'ada', 'wrong password'));
    const unknown = await refusalOf(at.login(at.browser(), 'nobody', 'wrong password'));
    expect(wrong).toEqual(unknown);
    expect(wrong).toEqual({ code: 'UNAUTHENTICATED', message: expect.any(String), retryable: false });
  });

  test('a name that tries to be more is refused like any other', async () => {
    for (const login of ["' or 1=1 --", 'ada\u0000', '%', 'a'.repeat(254), '\u202eada']) {
      expect(await refusalOf(at.login(at.browser(), login))).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('the refresh token lives in the cookie only, and the database knows its digest only', async () => {
    const dump = JSON.stringify(await at.rows('select * from refresh_tokens'));
    expect(ada.browser.cookie).toMatch(/^[\w-]{43}$/);
    expect(dump).not.toContain(ada.browser.cookie);
  });

  test('what a client says of itself is kept short and printable', async () => {
    const noisy = { ...at.browser(`\u001b[31m${'9'.repeat(400)}`) };
    await at.login(noisy, 'ada');
    const [row] = await at.rows<{ address: string }>(
      'select address from logins order by created_at desc, id desc limit 1',
    );
    expect(row?.address).toBe(`[31m${'9'.repeat(196)}`);
  });
});

describe('guessing passwords', () => {
  const guess = (login: string, address?: string) =>
    refusalOf(at.login(at.browser(address), login, 'wrong password'));

  test('of one person makes that person wait, from wherever and by whichever name, and nobody else', async () => {
    for (let n = 0; n < 5; n += 1) {
      expect(await guess(n % 2 === 0 ? 'ada' : 'ada@example.org', `192.0.2.${n}`)).toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
    expect(await guess('ada@example.org', '198.51.100.1')).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterMs: 1000,
    });
    await at.register(at.browser(), { username: 'bob', email: 'bob@example.org' });
    await at.login(at.browser(), 'bob');
    await at.clock.advance(1000);
    await at.login(at.browser(), 'ada');
    expect(await guess('ada')).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('of names that do not exist is limited just the same', async () => {
    for (let n = 0; n < 5; n += 1) expect(await guess('nobody')).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await guess('nobody')).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1000 });
  });

  test('of many names from one address makes the address wait', async () => {
    at = await at.restart({ LIMIT_LOGIN_ADDRESS_FAILURES: '3' });
    for (let n = 0; n < 3; n += 1) expect(await guess(`name${n}`)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await guess('name9')).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await guess('name9', '203.0.113.5')).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('at once lets no more through than one after the other', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => guess('ada')));
    expect(all.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(5);
  });
});

describe('refreshing', () => {
  test('replaces both tokens and keeps the login', async () => {
    const before = copyOf(ada.browser);
    at.clock.jump(60_000);
    const after = await at.refresh(ada.browser);
    expect(after.login).toEqual(ada.login);
    expect(after.browser.cookie).not.toBe(before.cookie);
    expect(after.browser.token).not.toBe(before.token);
    expect((await at.refresh(ada.browser)).user.id).toBe(ada.user.id);
  });

  test('with no cookie, or one nobody gave out, is refused and ends nothing', async () => {
    expect(await refusalOf(at.refresh(at.browser()))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const forged = { ...at.browser(), cookie: 'A'.repeat(43) };
    expect(await refusalOf(at.refresh(forged))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await good(ada.browser.token)).toEqual(ada.login);
  });

  test('two tabs at once get the same successor, which works', async () => {
    const tabs = [copyOf(ada.browser), copyOf(ada.browser), copyOf(ada.browser)];
    await Promise.all(tabs.map((tab) => at.refresh(tab)));
    expect(new Set(tabs.map((tab) => tab.cookie)).size).toBe(1);
    const [tab] = tabs;
    if (tab) expect((await at.refresh(tab)).login).toEqual(ada.login);
  });

  test('a tab that comes late within the grace gets the token that stands now', async () => {
    const late = copyOf(ada.browser);
    await at.refresh(ada.browser);
    await at.refresh(ada.browser);
    at.clock.jump(REUSE_GRACE_MS);
    await at.refresh(late);
    expect(late.cookie).toBe(ada.browser.cookie);
  });

  test('P6: a token used again after the grace ends the login, the thief’s and the owner’s, and its live sockets', async () => {
    const thief = copyOf(ada.browser);
    const connection = await ada.connect();
    const elsewhere = await (await at.login(at.browser(), 'ada')).connect();
    await at.refresh(ada.browser);
    at.clock.jump(REUSE_GRACE_MS + 1);
    expect(await refusalOf(at.refresh(thief))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(connection.closing).toMatchObject({ code: 'revoked', retryable: false });
    expect(elsewhere.closing).toBeNull();
    expect(await good(ada.browser.token)).toBeNull();
    expect(await refusalOf(at.refresh(ada.browser))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await at.rows(`select reason from logins where id = '${ada.login.loginId}'`)).toEqual([
      { reason: 'reuse' },
    ]);
  });

  test('a login lasts as long as it is used, and ends when it was not for thirty days', async () => {
    for (let day = 0; day < 3; day += 1) {
      at.clock.jump(LOGIN_IDLE_MS - 1);
      await at.refresh(ada.browser);
    }
    at.clock.jump(LOGIN_IDLE_MS);
    expect(await refusalOf(at.refresh(ada.browser))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('survives a restart, and a change of the shared secret', async () => {
    const tab = copyOf(ada.browser);
    await at.refresh(ada.browser);
    at = await at.restart();
    await at.refresh(tab);
    expect(tab.cookie).toBe(ada.browser.cookie);
    expect((await at.refresh(ada.browser)).user.username).toBe('ada');
    at = await at.restart({ JWT_SECRET: 'a-secret-of-thirty-two-characters' });
    expect((await at.refresh(ada.browser)).user.username).toBe('ada');
  });
});

describe('signing out', () => {
  test('P6: ends the login at once: its token, its cookie and its live sockets, and no other', async () => {
    const cookie = copyOf(ada.browser);
    const connection = await ada.connect();
    const phone = await at.login(at.browser(), 'ada');
    const onPhone = await phone.connect();
    await at.logout(ada.browser);
    expect(ada.browser.cookie).toBeUndefined();
    expect(connection.closing).toMatchObject({ code: 'logout', retryable: false });
    expect(await good(cookie.token)).toBeNull();
    expect(await refusalOf(at.refresh(cookie))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(onPhone.closing).toBeNull();
    expect(await good(phone.browser.token)).toEqual(phone.login);
  });

  test('holds after a restart', async () => {
    await at.logout(ada.browser);
    at = await at.restart();
    expect(await good(ada.browser.token)).toBeNull();
  });
});

describe('an access token', () => {
  test('expires by itself, and outlives a restart', async () => {
    at = await at.restart();
    expect(await good(ada.browser.token)).toEqual(ada.login);
    at.clock.jump(15 * 60_000);
    expect(await good(ada.browser.token)).toBeNull();
  });

  test('of a login another node ended is refused within five seconds', async () => {
    expect(await good(ada.browser.token)).toEqual(ada.login);
    await at.kernel.commit({
      expect: [],
      statements: [
        { kind: 'run', sql: "update logins set ended_at = '2026-01-01T00:00:00.000Z'", params: [] },
      ],
      appends: [],
      answer: { kind: 'json', json: '{}' },
    });
    await at.clock.advance(5000);
    expect(await good(ada.browser.token)).toBeNull();
  });
});

describe('a disabled account', () => {
  test('P6: cannot sign in, cannot refresh, and its live sockets end', async () => {
    at = await at.restart();
    const owner = await at.owner();
    const connection = await (await at.login(at.browser(), 'ada')).connect();
    await owner.run('people:disable', { userId: ada.user.id, disabled: true });
    await settled();
    expect(connection.closing).toMatchObject({ code: 'disabled', retryable: false });
    expect(await good(ada.browser.token)).toBeNull();
    expect(await refusalOf(at.refresh(ada.browser))).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await refusalOf(at.login(at.browser(), 'ada'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(at.login(at.browser(), 'ada', 'wrong password'))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await owner.run('people:disable', { userId: ada.user.id, disabled: false });
    expect((await at.login(at.browser(), 'ada', PASSWORD)).user.id).toBe(ada.user.id);
  });
});

test('a hash made with other parameters is replaced when its owner signs in', async () => {
  const hash = async () => (await at.rows<{ password_hash: string }>('select password_hash from users'))[0];
  const before = await hash();
  await at.login(at.browser(), 'ada');
  expect(await hash()).toEqual(before);
  at = await at.restart(undefined, { memoryCost: 128, timeCost: 2, parallelism: 1 });
  await at.login(at.browser(), 'ada');
  expect((await hash())?.password_hash).toContain('m=128,t=2');
  await at.login(at.browser(), 'ada');
});
