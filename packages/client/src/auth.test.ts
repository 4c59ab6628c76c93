import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../test/fake-clock.ts';
import { person } from '../test/people.ts';
import { createSession, REFRESH_BEFORE_MS, type Session } from './auth.ts';
import { ParleyError, unavailable } from './errors.ts';
import type { HttpRequest } from './http.ts';

const LIFE_MS = 15 * 60_000;

let clock: FakeClock;
let asked: HttpRequest[];
let fail: ParleyError | null;
let skewMs: number;
let session: Session;

beforeEach(() => {
  clock = new FakeClock();
  asked = [];
  fail = null;
  skewMs = 0;
  session = createSession({
    url: 'https://talk.example',
    clock,
    http: {
      request: async (request) => {
        asked.push(request);
        // One turn of the loop, as a network would.
        await Promise.resolve();
        if (fail !== null) throw fail;
        const expiresAt = new Date(clock.now() + skewMs + LIFE_MS).toISOString();
        return { body: { user: person('ada'), accessToken: `token ${asked.length}`, expiresAt }, skewMs };
      },
    },
  });
});

const paths = () => asked.map(({ path }) => path);
const unauthenticated = () => new ParleyError({ code: 'UNAUTHENTICATED', message: 'no', retryable: false });

describe('a session', () => {
  it('signs in and gives its token without asking again', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    expect(await session.token()).toBe('token 1');
    expect(await session.token()).toBe('token 1');
    expect(session.state.getSnapshot()).toMatchObject({ kind: 'signedIn', user: { id: 'ada' } });
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/auth/login', cookies: true });
  });

  it('stays signed out when refused', async () => {
    fail = unauthenticated();
    await expect(session.login({ login: 'ada', password: 'wrong words' })).rejects.toThrow(ParleyError);
    expect(session.me()).toBeNull();
  });

  it('replaces the token before it expires, once for all who ask', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    await clock.advance(LIFE_MS - REFRESH_BEFORE_MS);
    const tokens = await Promise.all([session.token(), session.token(), session.refresh()]);
    expect(tokens).toEqual(['token 2', 'token 2', 'token 2']);
    expect(paths()).toEqual(['/api/auth/login', '/api/auth/refresh']);
  });

  it('goes by the server’s clock, however wrong ours is', async () => {
    skewMs = -6 * 3_600_000;
    await session.login({ login: 'ada', password: 'secret words' });
    expect(await session.token()).toBe('token 1');
    await clock.advance(LIFE_MS - REFRESH_BEFORE_MS);
    expect(await session.token()).toBe('token 2');
  });

  it('is restored from the cookie', async () => {
    expect(await session.restore()).toMatchObject({ kind: 'signedIn' });
    expect(paths()).toEqual(['/api/auth/refresh']);
  });

  it('is signed out when the cookie is no good any more', async () => {
    fail = unauthenticated();
    expect(await session.restore()).toEqual({ kind: 'signedOut' });
    await expect(session.token()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(asked).toHaveLength(1);
  });

  it('does not sign out for lack of a network', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    fail = unavailable('unreachable');
    await expect(session.refresh()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(session.me()?.id).toBe('ada');
  });

  it('forgets at once when signing out, and tells the server', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    await session.logout();
    expect(session.state.getSnapshot()).toEqual({ kind: 'signedOut' });
    expect(asked.at(-1)).toMatchObject({ path: '/api/auth/logout', token: 'token 1', cookies: true });
    await expect(session.token()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('forgets also when the server can’t be told', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    fail = unavailable('unreachable');
    await expect(session.logout()).rejects.toThrow();
    expect(session.me()).toBeNull();
  });

  it('is not brought back by a refresh that was under way when signing out', async () => {
    await session.login({ login: 'ada', password: 'secret words' });
    const refreshing = session.refresh().catch((error: ParleyError) => error.code);
    await session.logout();
    expect(await refreshing).toBe('UNAUTHENTICATED');
    expect(session.me()).toBeNull();
  });
});
