/** Signing in over the real doors: REST and Socket.IO on a server of its own. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../main/compose.ts';

const PASSWORD = 'correct horse battery';
let dataDir = '';
let server: RunningServer;
const sockets: Socket[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-http-'));
  server = await startServer({
    env: { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent', REGISTRATION: 'open' },
  });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await server.close();
  await rm(dataDir, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    user: { id: string; role: string };
    accessToken: string;
    error: { code: string };
  } & Record<string, unknown>;
  /** What a browser would keep: `name=value` of the refresh cookie. */
  readonly cookie: string;
  readonly setCookie: string;
}

async function call(
  method: string,
  path: string,
  options: { body?: unknown; token?: string; cookie?: string } = {},
) {
  const { body, token, cookie } = options;
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const setCookie = response.headers.getSetCookie().find((line) => line.startsWith('parley_refresh=')) ?? '';
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(await response.text()),
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
  };
  return answer;
}

let count = 0;
async function register() {
  count += 1;
  const username = `person${count}`;
  const answer = await call('POST', '/api/auth/register', {
    body: { username, email: `${username}@example.org`, password: PASSWORD },
  });
  return { username, ...answer, token: answer.body.accessToken };
}

/** Connects as any Socket.IO client would. */
async function connect(token: string): Promise<Socket> {
  const socket = io(server.url, {
    auth: { token },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

const ended = (socket: Socket) => new Promise<string>((resolve) => socket.once('disconnect', resolve));
const said = (socket: Socket) =>
  new Promise<{ code: string; retryable: boolean }>((resolve) => socket.once('session:closing', resolve));

describe('signing up and in over HTTP', () => {
  test('registering answers 201 with the person, a token, and a cookie no script and no other site can use', async () => {
    const person = await register();
    expect(person.status).toBe(201);
    expect(person.body.user).toMatchObject({ role: 'member' });
    expect(person.setCookie).toMatch(/HttpOnly/i);
    expect(person.setCookie).toMatch(/SameSite=Strict/i);
    expect(person.setCookie).toMatch(/Path=\/api\/auth(;|$)/i);
    expect(person.setCookie).toMatch(/Max-Age=2592000/i);
    expect(JSON.stringify(person.body)).not.toContain(person.cookie.split('=')[1]);
    const me = await call('GET', '/api/auth/me', { token: person.token });
    expect(me).toMatchObject({ status: 200, body: { user: { username: person.username } } });
  });

  test('login takes `login` or `email`; refresh replaces the cookie; logout ends both', async () => {
    const { username } = await register();
    const byName = await call('POST', '/api/auth/login', { body: { login: username, password: PASSWORD } });
    const byEmail = await call('POST', '/api/auth/login', {
      body: { email: `${username}@example.org`, password: PASSWORD },
    });
    expect([byName.status, byEmail.status]).toEqual([200, 200]);
    const fresh = await call('POST', '/api/auth/refresh', { cookie: byName.cookie });
    expect(fresh.status).toBe(200);
    expect(fresh.cookie).not.toBe(byName.cookie);
    const out = await call('POST', '/api/auth/logout', { token: fresh.body.accessToken });
    expect(out.status).toBe(200);
    expect(out.setCookie).toMatch(/parley_refresh=;.*Path=\/api\/auth/i);
    expect((await call('POST', '/api/auth/refresh', { cookie: fresh.cookie })).status).toBe(401);
    expect((await call('GET', '/api/auth/me', { token: fresh.body.accessToken })).status).toBe(401);
    expect((await call('GET', '/api/auth/me', { token: byEmail.body.accessToken })).status).toBe(200);
  });

  test('the signing keys are readable by the server’s user only', async () => {
    expect((await stat(join(dataDir, 'keys.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('refusals', () => {
  const body = (overrides: object) => ({
    username: 'somebody',
    email: 'somebody@example.org',
    password: PASSWORD,
    ...overrides,
  });

  test('400: bodies that are no JSON, of the wrong type, or break a rule, each by name', async () => {
    expect((await call('POST', '/api/auth/register', { body: '{"username":' })).status).toBe(400);
    expect((await call('POST', '/api/auth/register', { body: '[]' })).status).toBe(400);
    const wrong = [
      ['username', ''],
      ['username', 'two words'],
      ['username', 7],
      ['username', 'x'.repeat(33)],
      ['username', "'; drop table users; --"],
      ['email', 'nowhere'],
      ['password', 'short'],
      ['password', 'x'.repeat(257)],
      ['displayName', '\u200b'],
    ] as const;
    for (const [field, value] of wrong) {
      const answer = await call('POST', '/api/auth/register', { body: body({ [field]: value }) });
      expect(answer).toMatchObject({
        status: 400,
        body: { ok: false, error: { code: 'INVALID', details: [{ path: field }] } },
      });
    }
    expect((await call('POST', '/api/auth/login', { body: { password: PASSWORD } })).status).toBe(400);
  });

  test('401: no token, a wrong one, a wrong password, no cookie', async () => {
    expect((await call('GET', '/api/auth/me')).status).toBe(401);
    expect((await call('GET', '/api/auth/me', { token: 'a.b.c' })).status).toBe(401);
    expect((await call('POST', '/api/auth/logout', { token: 'a.b.c' })).status).toBe(401);
    expect((await call('POST', '/api/auth/refresh')).status).toBe(401);
    const wrong = await call('POST', '/api/auth/login', {
      body: { login: 'nobody', password: 'wrong password' },
    });
    expect(wrong).toMatchObject({ status: 401, body: { ok: false, error: { code: 'UNAUTHENTICATED' } } });
  });

  test('403 and 404: a member changes nobody’s role, invites nobody, and finds nobody who is not there', async () => {
    const { token, body } = await register();
    const path = `/api/people/${body.user.id}/role`;
    expect((await call('PUT', path, { token, body: { role: 'owner' } })).status).toBe(403);
    expect((await call('POST', '/api/people/invites', { token, body: {} })).status).toBe(403);
    expect((await call('PUT', '/api/people/nobody/role', { token, body: { role: 'member' } })).status).toBe(
      404,
    );
    expect((await call('POST', '/api/auth/setup', { body: { ...owner, code: 'guess' } })).status).toBe(403);
  });

  test('409: a name that is taken', async () => {
    const { username } = await register();
    const again = await call('POST', '/api/auth/register', {
      body: body({ username: username.toUpperCase() }),
    });
    expect(again).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT', details: [{ path: 'username' }] } },
    });
  });

  test('413: a body that is larger than anything we take', async () => {
    const huge = body({ displayName: 'x'.repeat(2 * 1024 * 1024) });
    expect((await call('POST', '/api/auth/register', { body: huge })).status).toBe(413);
  });

  test('429: guessing, with when to come back', async () => {
    const { username } = await register();
    const guess = () =>
      call('POST', '/api/auth/login', { body: { login: username, password: 'wrong password' } });
    const guesses = await Promise.all(Array.from({ length: 6 }, guess));
    const slowed = guesses.find(({ status }) => status === 429);
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(slowed?.body.error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

const owner = { username: 'owner', email: 'owner@example.org', password: PASSWORD };

describe('live connections', () => {
  test('P6: logout ends the socket of that login at once, for good, and spares the others', async () => {
    const { username, token } = await register();
    const other = await call('POST', '/api/auth/login', { body: { login: username, password: PASSWORD } });
    const here = await connect(token);
    const there = await connect(other.body.accessToken);
    const closing = Promise.all([said(here), ended(here)]);
    await call('POST', '/api/auth/logout', { token });
    expect(await closing).toEqual([
      expect.objectContaining({ code: 'logout', retryable: false }),
      'io server disconnect',
    ]);
    expect(there.connected).toBe(true);
    await expect(connect(token)).rejects.toMatchObject({
      message: 'Invalid token',
      data: { code: 'UNAUTHENTICATED' },
    });
  });

  test('P6: set-up makes the owner, whose disabling of somebody ends their sockets and their tokens', async () => {
    const code = new URL(server.features.accounts.setupLink() ?? '').searchParams.get('code');
    const made = await call('POST', '/api/auth/setup', { body: { ...owner, code } });
    expect(made).toMatchObject({ status: 201, body: { user: { role: 'owner' } } });
    expect((await call('GET', '/api/auth/setup')).body).toEqual({ needed: false, registration: 'open' });

    const victim = await register();
    const socket = await connect(victim.token);
    const closing = Promise.all([said(socket), ended(socket)]);
    const disabled = await call('PUT', `/api/people/${victim.body.user.id}/disabled`, {
      token: made.body.accessToken,
      body: { disabled: true },
    });
    expect(disabled.status).toBe(200);
    expect(await closing).toEqual([
      expect.objectContaining({ code: 'disabled', retryable: false }),
      'io server disconnect',
    ]);
    await expect(connect(victim.token)).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    const login = await call('POST', '/api/auth/login', {
      body: { login: victim.username, password: PASSWORD },
    });
    expect(login).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
  });

  test('P6: a refresh token used twice ends its sockets', async () => {
    const { token, cookie } = await register();
    const socket = await connect(token);
    const closing = said(socket);
    await call('POST', '/api/auth/refresh', { cookie });
    // The grace is over when the database says the token was used long ago: no test waits for it.
    await server.kernel.commit({
      expect: [],
      statements: [
        {
          kind: 'run',
          sql: 'update refresh_tokens set used_at = ? where used_at is not null',
          params: ['2020-01-01T00:00:00.000Z'],
        },
      ],
      appends: [],
      answer: { kind: 'json', json: '{}' },
    });
    expect((await call('POST', '/api/auth/refresh', { cookie })).status).toBe(401);
    expect(await closing).toMatchObject({ code: 'revoked', retryable: false });
  });

  test('whoever was told they are registered is, after the server was started anew', async () => {
    const { username, cookie } = await register();
    await server.close();
    server = await startServer({
      env: { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'silent', REGISTRATION: 'open' },
    });
    expect((await call('POST', '/api/auth/refresh', { cookie })).body.user).toMatchObject({ username });
  });
});
