/** Over the real doors of the whole server: each refusal beside the success it stands next to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Person, type TestServer, testServer } from './harness.ts';

let server: TestServer;
let owner: Person;
let ann: Person;
let bob: Person;
let roomId: string;
let privateId: string;

beforeAll(async () => {
  server = await testServer();
  [owner, ann, bob] = [await server.owner(), await server.register('ann'), await server.register('bob')];
  const open = await ann.ask('POST', '/api/chat/rooms', { body: { name: 'Open' } });
  roomId = (open.body.room as { id: string }).id;
  const closed = await ann.ask('POST', '/api/chat/rooms', {
    body: { name: 'Closed', visibility: 'private' },
  });
  privateId = (closed.body.room as { id: string }).id;
  expect([open.status, closed.status]).toEqual([201, 201]);
});
afterAll(async () => {
  await server.close();
  expect(server.errors).toEqual([]);
});

const codeOf = (body: Record<string, unknown>) => (body.error as { code: string } | undefined)?.code;

describe('REST', () => {
  it('201: who registered is signed in, may say something, and reads it back', async () => {
    const path = `/api/chat/messages/${roomId}`;
    const said = await ann.ask('POST', path, { body: { content: 'hello' } });
    expect(said.status).toBe(201);
    expect(said.body.message).toMatchObject({ content: 'hello', username: 'ann' });
    const list = await ann.ask('GET', `${path}?limit=10`);
    expect(list.status).toBe(200);
    expect(list.body.items).toContainEqual(said.body.message);
  });

  it('P3: the same Idempotency-Key has one effect; 409 with another payload', async () => {
    const path = `/api/chat/messages/${roomId}`;
    const headers = { 'idempotency-key': 'once' };
    const first = await ann.ask('POST', path, { body: { content: 'once' }, headers });
    const again = await ann.ask('POST', path, { body: { content: 'once' }, headers });
    expect(again.body).toEqual(first.body);
    const other = await ann.ask('POST', path, { body: { content: 'other' }, headers });
    expect([other.status, codeOf(other.body)]).toEqual([409, 'CONFLICT']);
  });

  it('P8: every answer says what a page may do, word by word: no script but this server’s own', async () => {
    const policy = [
      "default-src 'self'",
      "script-src 'self'",
      // For the component library's element of variables; nothing that people write becomes a style.
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self' ws: wss:",
      "img-src 'self' data: blob:",
      "media-src 'self' blob:",
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ];
    for (const path of ['/healthz', '/api/auth/me', '/api/docs', '/rooms/general', '/nowhere.js']) {
      const { headers } = await server.ask('GET', path, { headers: { accept: 'text/html' } });
      expect([path, headers.get('content-security-policy')?.split(';')]).toEqual([path, policy]);
    }
  });

  it('401 without a token, and with one that is not ours', async () => {
    for (const token of [undefined, 'x.y.z']) {
      const reply = await server.ask('GET', '/api/auth/me', token === undefined ? {} : { token });
      expect([reply.status, codeOf(reply.body)]).toEqual([401, 'UNAUTHENTICATED']);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect((await ann.ask('GET', '/api/auth/me')).status).toBe(200);
  });

  it('403 for what only others may', async () => {
    const path = `/api/people/${bob.id}/role`;
    const reply = await ann.ask('PUT', path, { body: { role: 'admin' } });
    expect([reply.status, codeOf(reply.body)]).toEqual([403, 'FORBIDDEN']);
    expect((await owner.ask('PUT', path, { body: { role: 'member' } })).status).toBe(200);
  });

  it('404 for what one may not see, told like what does not exist', async () => {
    const hidden = await bob.ask('GET', `/api/chat/rooms/${privateId}`);
    const absent = await bob.ask('GET', '/api/chat/rooms/01980000-0000-7000-8000-000000000000');
    expect(hidden.status).toBe(404);
    expect(hidden.body).toEqual(absent.body);
    expect((await ann.ask('GET', `/api/chat/rooms/${privateId}`)).status).toBe(200);
  });

  it('400 with the path of what is wrong', async () => {
    const reply = await ann.ask('POST', '/api/chat/rooms', { body: { name: 7 } });
    expect([reply.status, codeOf(reply.body)]).toEqual([400, 'INVALID']);
    expect(reply.body.error).toMatchObject({ details: [{ path: 'name' }] });
    expect((await ann.ask('GET', `/api/chat/messages/${roomId}?limit=ten`)).status).toBe(400);
  });

  it('413 for a text above the limit, and for a body above the frame’s', async () => {
    const path = `/api/chat/messages/${roomId}`;
    const long = await ann.ask('POST', path, { body: { content: 'x'.repeat(8_001) } });
    expect([long.status, codeOf(long.body)]).toEqual([413, 'TOO_LARGE']);
    const huge = await ann.ask('POST', path, { body: { content: 'x'.repeat(1_048_577) } });
    expect([huge.status, codeOf(huge.body)]).toEqual([413, 'TOO_LARGE']);
    expect((await ann.ask('POST', path, { body: { content: 'x'.repeat(8_000) } })).status).toBe(201);
  });

  it('415 for a body that is no JSON', async () => {
    const reply = await ann.ask('POST', '/api/chat/rooms', {
      body: 'name=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([reply.status, codeOf(reply.body)]).toEqual([415, 'UNSUPPORTED']);
  });

  it('the reference, health and metrics are there without signing in', async () => {
    expect((await server.ask('GET', '/api/openapi.json')).body.openapi).toBe('3.1.0');
    expect((await server.ask('GET', '/api/asyncapi.json')).body).toHaveProperty('asyncapi');
    expect((await server.ask('GET', '/api/docs')).status).toBe(200);
    expect((await server.ask('GET', '/healthz')).status).toBe(200);
    expect((await server.ask('GET', '/readyz')).body).toEqual({ ok: true, reasons: [], impaired: [] });
    const { text } = (await server.ask('GET', '/metrics')).body as { text: string };
    expect(text).toMatch(/parley_commands_total\{command="chat:message"\} [1-9]/);
    expect(text).toContain('parley_sessions{namespace="/chat"}');
    expect(text).toContain('parley_jobs{state="dead"} 0');
  });
});

describe('sockets', () => {
  it.each([
    ['/', undefined, 'Authentication required'],
    ['/chat', undefined, 'Authentication required'],
    ['/chat', 'x.y.z', 'Invalid token'],
    ['/nowhere', 'x.y.z', 'Invalid namespace'],
  ])('401: %s with the token %j is a connect_error `%s`', async (namespace, token, message) => {
    await expect(server.dial(namespace, token === undefined ? {} : { auth: { token } })).rejects.toThrow(
      message,
    );
  });

  it.each(['websocket', 'polling'] as const)(
    'over %s the answer comes before the event it caused, which the sender receives too',
    async (transport) => {
      const socket = await ann.dial('/chat', { transports: [transport] });
      expect((await command(socket, 'chat:join', { roomId })).ok).toBe(true);
      const order: string[] = [];
      const events = new Promise<void>((resolve) => {
        socket.on('chat:message', ({ content }: { content: string }) => {
          order.push(`event ${content}`);
          if (content === '19') resolve();
        });
      });
      for (let n = 0; n < 20; n++) {
        socket.emit('chat:message', { roomId, content: String(n) }, ({ ok }: { ok: boolean }) => {
          order.push(`answer ${n} ${ok}`);
        });
      }
      await events;
      for (let n = 0; n < 20; n++) {
        expect(order.indexOf(`answer ${n} true`)).toBeGreaterThanOrEqual(0);
        expect(order.indexOf(`answer ${n} true`)).toBeLessThan(order.indexOf(`event ${n}`));
      }
      expect(order.filter((entry) => entry.startsWith('event'))).toEqual(
        Array.from({ length: 20 }, (_, n) => `event ${n}`),
      );
    },
  );

  it('P2: the event carries its meta, and what one says the other hears', async () => {
    const [from, to] = [await ann.dial(), await bob.dial('/chat')];
    await command(from, 'chat:join', { roomId });
    const joined = await command(to, 'chat:join', { roomId });
    const { position } = joined.data as { position: { seq: number } };
    const heard = new Promise<unknown[]>((resolve) => {
      to.once('chat:message', (...args) => resolve(args));
    });
    const said = await command(from, 'chat:message', { roomId, content: 'ไทย 👋' });
    expect(await heard).toEqual([
      said.data?.message,
      {
        channel: `room:${roomId}`,
        epoch: expect.any(String),
        seq: position.seq + 1,
        type: 'chat:message',
        actor: ann.id,
        at: expect.any(String),
      },
    ]);
  });

  it.each([
    ['403 FORBIDDEN', 'people:role', () => ({ userId: bob.id, role: 'admin' })],
    ['404 NOT_FOUND', 'chat:room', () => ({ roomId: privateId })],
    ['400 INVALID', 'chat:message', () => ({ roomId, content: 7 })],
    ['400 INVALID', 'chat:message', () => [{ roomId }, 'more']],
    ['400 INVALID', 'chat:message', () => 'text'],
    ['413 TOO_LARGE', 'chat:message', () => ({ roomId, content: 'x'.repeat(8_001) })],
    ['415 UNSUPPORTED', 'no:such', () => ({})],
    ['415 UNSUPPORTED', '__proto__', () => ({})],
    ['415 UNSUPPORTED', 'error', () => ({})],
  ])('%s is answered to %s', async (what, name, payload) => {
    const socket = await bob.dial('/');
    const answer = await command(socket, name, payload());
    expect(answer).toMatchObject({ ok: false, error: { code: what.slice(4), retryable: false } });
  });

  it('409 CONFLICT for a clientId used with another payload', async () => {
    const socket = await ann.dial('/chat');
    await command(socket, 'chat:message', { roomId, content: 'a', clientId: 'c1' });
    expect(await command(socket, 'chat:message', { roomId, content: 'b', clientId: 'c1' })).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
  });

  it('a refusal that nobody asked to be told of is an `error` event, and so is an unknown event', async () => {
    const socket = await bob.dial('/chat');
    const told: unknown[] = [];
    const both = new Promise<void>((resolve) => {
      socket.on('error', (error) => {
        told.push(error);
        if (told.length === 2) resolve();
      });
    });
    socket.emit('chat:message', { roomId: privateId, content: 'let me in' });
    socket.emit('chat:unknown', {});
    await both;
    expect(told).toContainEqual(expect.objectContaining({ code: 'NOT_FOUND', command: 'chat:message' }));
    expect(told).toContainEqual(expect.objectContaining({ code: 'UNSUPPORTED', command: 'chat:unknown' }));
  });

  it('a command that /chat does not take is UNSUPPORTED there', async () => {
    const socket = await owner.dial('/chat');
    expect(await command(socket, 'people:list', {})).toMatchObject({
      ok: false,
      error: { code: 'UNSUPPORTED' },
    });
    expect((await command(await owner.dial('/'), 'people:list', {})).ok).toBe(true);
  });

  it('P6: signing out ends live sockets at once and for good, and the token with them', async () => {
    const eve = await server.register('eve');
    const socket = await eve.dial('/chat');
    const closing = new Promise((resolve) => socket.once('session:closing', resolve));
    const reason = new Promise((resolve) => socket.once('disconnect', resolve));
    expect((await eve.ask('POST', '/api/auth/logout', { body: {} })).status).toBe(200);
    expect(await closing).toMatchObject({ code: 'logout', retryable: false });
    expect(await reason).toBe('io server disconnect');
    await expect(eve.dial('/')).rejects.toThrow('Invalid token');
    expect((await eve.ask('GET', '/api/auth/me')).status).toBe(401);
  });
});

describe('limits', () => {
  let strict: TestServer;
  let cat: Person;
  beforeAll(async () => {
    strict = await testServer({
      LIMIT_COMMANDS_PER_SECOND: '0.01',
      LIMIT_COMMANDS_BURST: '3',
      LIMIT_CONNECTIONS_PER_SECOND: '0.01',
      LIMIT_CONNECTIONS_BURST: '2',
    });
    cat = await strict.register('cat');
  });
  afterAll(() => strict.close());

  it('429: commands are counted per person over all doors', async () => {
    const socket = await cat.dial('/');
    expect((await command(socket, 'account:me', {})).ok).toBe(true);
    expect((await cat.ask('GET', '/api/auth/me')).status).toBe(200);
    expect((await command(socket, 'account:me', {})).ok).toBe(true);
    const refused = await cat.ask('GET', '/api/auth/me');
    expect([refused.status, codeOf(refused.body)]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await command(socket, 'account:me', {})).toMatchObject({
      ok: false,
      error: { code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) },
    });
  });

  it('429: connections too, told as a connect_error', async () => {
    await cat.dial('/');
    await expect(cat.dial('/')).rejects.toMatchObject({ data: { code: 'RATE_LIMITED', retryable: true } });
  });
});
