/** The HTTP door without a server behind it: what is common to all routes, and what each refusal looks like. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandContract, command, route } from '@parley/contract/kernel/define';
import { ERROR_CODES, HTTP_STATUS, wireError } from '@parley/contract/kernel/errors';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refused, type Respond } from '../../kernel/index.ts';
import { trustOf } from './address.ts';
import { bearer } from './bearer.ts';
import { mountCommands } from './commands.ts';
import { mountDocuments } from './documents.ts';
import { type Health, mountHealth } from './health.ts';
import { httpRoute, type RouteRequest } from './route.ts';
import { mountRoutes } from './routes.ts';
import { createHttp, type HttpOptions } from './server.ts';
import { serveWeb } from './web.ts';

const read = command({
  name: 'thing:read',
  summary: '',
  effect: 'read',
  input: z.object({ id: z.string(), limit: z.number().optional(), deep: z.boolean().optional() }),
  output: z.object({}),
  rest: { method: 'GET', path: '/api/things/:id' },
});
const make = command({
  name: 'thing:make',
  summary: '',
  effect: 'write',
  input: z.object({ id: z.string(), name: z.string().optional(), clientId: z.string().optional() }),
  output: z.object({}),
  rest: { method: 'POST', path: '/api/things/:id', status: 201 },
});
const socketOnly = command({
  name: 'thing:follow',
  summary: '',
  effect: 'session',
  input: z.object({}),
  output: z.object({}),
});
const COMMANDS: readonly CommandContract[] = [read, make, socketOnly];

const Body = z.object({ name: z.string().min(2) });
const greet = route({
  summary: '',
  method: 'POST',
  path: '/api/greet',
  status: 200,
  auth: false,
  body: Body,
  output: z.object({ hello: z.string() }),
});
const secret = route({
  summary: '',
  method: 'POST',
  path: '/api/secret',
  status: 204,
  auth: true,
  body: z.object({}),
  output: z.object({}),
});

interface Executed {
  caller: unknown;
  name: string;
  input: unknown;
}

let app: FastifyInstance;
let executed: Executed[];
let answer: (respond: Respond) => void;
let greeted: RouteRequest<unknown>[];
let faults: object[];
let draining: boolean;
let reasons: string[];
let impaired: string[];

const health: Health = {
  unready: async () => reasons,
  impaired: () => impaired,
  metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'up 1\n' }),
};

async function build(options: Partial<HttpOptions> = {}, web = '/nowhere'): Promise<FastifyInstance> {
  const built = await createHttp({
    log: { info: () => {}, warn: () => {}, error: (fields) => faults.push(fields) },
    maxBodyBytes: 10_000,
    trust: trustOf(undefined),
    corsOrigins: [],
    tls: null,
    draining: () => draining,
    ...options,
  });
  const authenticate = bearer({
    authenticate: async (token) => (token === 'good' ? { userId: 'ann', loginId: 'l1' } : null),
  });
  const addressOf = ({ ip }: { ip: string }) => ip;
  mountHealth(built, health);
  mountCommands(built, {
    commands: COMMANDS,
    authenticate,
    addressOf,
    kernel: {
      execute: (caller, name, input, respond) => {
        executed.push({ caller, name, input: { ...(input as object) } });
        answer(respond);
      },
    },
  });
  mountRoutes(built, {
    authenticate,
    addressOf,
    routes: [
      httpRoute(greet, async (request) => {
        greeted.push(request);
        if (request.body.name === 'nobody') throw new Refused(wireError('CONFLICT', 'Taken.'));
        if (request.body.name === 'broken') throw new Error('secret detail');
        const cookies = [
          {
            name: 'refresh',
            value: request.body.name === 'bye' ? '' : 'v',
            path: '/api/auth',
            maxAgeSeconds: 60,
          },
        ];
        return { body: { hello: request.body.name }, cookies };
      }),
      httpRoute(secret, async () => ({ body: {} })),
    ],
  });
  await serveWeb(built, web);
  return built;
}

beforeEach(async () => {
  executed = [];
  greeted = [];
  faults = [];
  reasons = [];
  impaired = [];
  draining = false;
  answer = (respond) => respond('{"ok":true,"data":{"done":true}}', true);
  app = await build();
});
afterEach(() => app.close());

const AUTH = { authorization: 'Bearer good' };

describe('commands over REST', () => {
  it('the input is path, query and types by the schema; the body of the answer is the data', async () => {
    const reply = await app.inject({ url: '/api/things/t1?limit=20&deep=true&other=x', headers: AUTH });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ done: true });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(executed).toEqual([
      {
        caller: { userId: 'ann', loginId: 'l1', address: '127.0.0.1' },
        name: 'thing:read',
        input: { id: 't1', limit: 20, deep: true, other: 'x' },
      },
    ]);
  });

  it('a write takes the body; the path wins over it, and Idempotency-Key over its clientId', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/api/things/t1?name=query',
      headers: { ...AUTH, 'idempotency-key': 'k1' },
      payload: { id: 'forged', name: 'body', clientId: 'c' },
    });
    expect(reply.statusCode).toBe(201);
    expect(executed[0]?.input).toEqual({ id: 't1', name: 'body', clientId: 'k1' });
  });

  it('a read takes no Idempotency-Key', async () => {
    await app.inject({ url: '/api/things/t1', headers: { ...AUTH, 'idempotency-key': 'k1' } });
    expect(executed[0]?.input).toEqual({ id: 't1' });
  });

  it.each([undefined, ''])('an empty body (%j) counts as none, whatever its type says', async (payload) => {
    const headers = { ...AUTH, 'content-type': 'application/json' };
    const given = payload === undefined ? {} : { payload };
    const reply = await app.inject({ method: 'POST', url: '/api/things/t1', headers, ...given });
    expect(reply.statusCode).toBe(201);
  });

  it('HEAD answers as GET does, without the body', async () => {
    const reply = await app.inject({ method: 'HEAD', url: '/api/things/t1', headers: AUTH });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe('');
  });

  it.each(ERROR_CODES)('a refusal with %s has its status, our body, and when to come back', async (code) => {
    const error = wireError(code, 'No.', { retryAfterMs: 1_200 });
    answer = (respond) => respond(JSON.stringify({ ok: false, error }), false);
    const reply = await app.inject({ url: '/api/things/t1', headers: AUTH });
    expect(reply.statusCode).toBe(HTTP_STATUS[code]);
    expect(reply.json()).toEqual({ ok: false, error });
    expect(reply.headers['retry-after']).toBe('2');
  });

  it('a command for live connections only has no route', async () => {
    expect((await app.inject({ url: '/api/things/follow', method: 'PUT', headers: AUTH })).statusCode).toBe(
      404,
    );
  });
});

describe('401', () => {
  it.each([
    [undefined, 'Bearer realm="parley"', 'Authentication required'],
    ['Basic Zm9v', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
    ['Bearer', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
    ['Bearer bad', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
  ])('%j', async (authorization, challenge, message) => {
    const headers = authorization === undefined ? {} : { authorization };
    const reply = await app.inject({ url: '/api/things/t1', headers });
    expect(reply.statusCode).toBe(401);
    expect(reply.headers['www-authenticate']).toBe(challenge);
    expect(reply.json()).toEqual({
      ok: false,
      error: { code: 'UNAUTHENTICATED', message, retryable: false },
    });
    expect(executed).toEqual([]);
  });

  it('comes before the body is looked at', async () => {
    const reply = await app.inject({ method: 'POST', url: '/api/things/t1', payload: 'x'.repeat(20_000) });
    expect(reply.statusCode).toBe(401);
  });

  it('a route that needs a login refuses without one and answers with one', async () => {
    expect((await app.inject({ method: 'POST', url: '/api/secret' })).statusCode).toBe(401);
    expect((await app.inject({ method: 'POST', url: '/api/secret', headers: AUTH })).statusCode).toBe(204);
  });
});

describe('bad input', () => {
  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/api/greet', headers: { 'content-type': type }, payload });

  it.each([
    '{',
    'null x',
    '{"name":',
    '"\ud800',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{}}}',
  ])('400 for the body %s', async (payload) => {
    const reply = await post(payload);
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ ok: false, error: { code: 'INVALID', retryable: false } });
    expect(greeted).toEqual([]);
  });

  it('400 with the path of every problem when the schema says no', async () => {
    const reply = await post('{"name":"x"}');
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error).toMatchObject({ code: 'INVALID', details: [{ path: 'name' }] });
  });

  it.each(['[]', '"text"', '7'])('400 for a command’s body that is no object: %s', async (payload) => {
    const headers = { ...AUTH, 'content-type': 'application/json' };
    const reply = await app.inject({ method: 'POST', url: '/api/things/t1', headers, payload });
    expect(reply.statusCode).toBe(400);
    expect(executed).toEqual([]);
  });

  it('413 above the limit', async () => {
    const reply = await post(JSON.stringify({ name: 'x'.repeat(10_001) }));
    expect(reply.statusCode).toBe(413);
    expect(reply.json().error.code).toBe('TOO_LARGE');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
    '415 for %s',
    async (type) => {
      const reply = await post('name=x', type);
      expect(reply.statusCode).toBe(415);
      expect(reply.json().error.code).toBe('UNSUPPORTED');
    },
  );

  it.each([
    ['GET', '/api/nothing'],
    ['DELETE', '/api/greet'],
    ['GET', '/api/things'],
    ['GET', '/api/../../etc/passwd'],
    ['POST', '/'],
  ] as const)('404 in our shape for %s %s', async (method, url) => {
    const reply = await app.inject({ method, url });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('400 for an address that can’t be decoded', async () => {
    const reply = await app.inject({ url: '/api/things/%zz', headers: AUTH });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error.code).toBe('INVALID');
  });

  it('a fault of ours says nothing of its cause, which goes to the log', async () => {
    const reply = await post('{"name":"broken"}');
    expect(reply.statusCode).toBe(500);
    expect(reply.json().error).toMatchObject({ code: 'INTERNAL', retryable: true });
    expect(reply.body).not.toContain('secret detail');
    expect(faults).toHaveLength(1);
  });

  it('a refusal of a route has its status', async () => {
    expect((await post('{"name":"nobody"}')).statusCode).toBe(409);
  });
});

describe('cookies', () => {
  const greetAs = (name: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/greet', payload: { name }, headers });

  it('are httpOnly and same-site, and come back to the route', async () => {
    const reply = await greetAs('ann', { cookie: 'refresh=old' });
    expect(reply.headers['set-cookie']).toBe(
      'refresh=v; Max-Age=60; Path=/api/auth; HttpOnly; SameSite=Strict',
    );
    expect(greeted[0]?.cookies).toEqual({ refresh: 'old' });
  });

  it('an empty one is cleared', async () => {
    expect((await greetAs('bye')).headers['set-cookie']).toContain('Expires=Thu, 01 Jan 1970');
  });

  it('are Secure exactly where a trusted proxy says that the client came over TLS', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
    expect((await greetAs('ann', headers)).headers['set-cookie']).not.toContain('Secure');
    expect(greeted[0]).toMatchObject({ secure: false, address: '127.0.0.1' });
    await app.close();
    app = await build({ trust: trustOf('loopback') });
    expect((await greetAs('ann', headers)).headers['set-cookie']).toContain('Secure');
    expect(greeted[1]).toMatchObject({ secure: true, address: '203.0.113.9' });
  });
});

describe('headers', () => {
  it('API answers are never stored, and every answer says what a page may do', async () => {
    const { headers } = await app.inject({ url: '/api/things/t1', headers: AUTH });
    expect(headers['cache-control']).toBe('no-store');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('pages of other sites may call only when their origin is named', async () => {
    const from = (origin: string) => app.inject({ url: '/healthz', headers: { origin } });
    expect((await from('https://a.example')).headers['access-control-allow-origin']).toBeUndefined();
    await app.close();
    app = await build({ corsOrigins: ['https://a.example'] });
    expect((await from('https://a.example')).headers['access-control-allow-origin']).toBe(
      'https://a.example',
    );
    expect((await from('https://b.example')).headers['access-control-allow-origin']).toBeUndefined();
    await app.close();
    app = await build({ corsOrigins: null });
    const any = await from('https://b.example');
    expect(any.headers['access-control-allow-origin']).toBe('*');
    expect(any.headers['access-control-allow-credentials']).toBeUndefined();
  });
});

describe('health', () => {
  it('is live and ready, and shows its metrics', async () => {
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).json()).toEqual({ ok: true, reasons: [], impaired: [] });
    expect((await app.inject('/metrics')).body).toBe('up 1\n');
  });

  it('503 with the reasons while it is not ready', async () => {
    reasons = ['the database does not answer'];
    const reply = await app.inject('/readyz');
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toEqual({ ok: false, reasons, impaired: [] });
  });

  it('ready, and says so, while something is amiss that is no reason to send people elsewhere', async () => {
    impaired = ['the bus is away'];
    const reply = await app.inject('/readyz');
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ ok: true, reasons: [], impaired });
  });

  it('503 for the API while it drains, and alive still', async () => {
    draining = true;
    const reply = await app.inject({ url: '/api/things/t1', headers: AUTH });
    expect(reply.statusCode).toBe(503);
    expect(reply.json().error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    expect(reply.headers['retry-after']).toBe('1');
    expect(executed).toEqual([]);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-web-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('the reference is served, with all it needs from here', async () => {
    await app.close();
    writeFileSync(join(folder, 'openapi.json'), '{"openapi":"3.1.0"}');
    writeFileSync(join(folder, 'asyncapi.json'), '{"asyncapi":"3.0.0"}');
    app = await createHttp({
      log: { info: () => {}, warn: () => {}, error: () => {} },
      maxBodyBytes: 1_000,
      trust: trustOf(undefined),
      corsOrigins: [],
      tls: null,
      draining: () => false,
    });
    mountDocuments(app, folder);
    expect((await app.inject('/api/openapi.json')).json()).toEqual({ openapi: '3.1.0' });
    expect((await app.inject('/api/asyncapi.json')).json()).toEqual({ asyncapi: '3.0.0' });
    const page = await app.inject('/api/docs');
    expect(page.headers['content-type']).toContain('text/html');
    const needs = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(needs.length).toBeGreaterThan(3);
    for (const url of needs) {
      expect(url).toMatch(/^\/api\/docs\//);
      expect((await app.inject(url)).statusCode).toBe(200);
    }
    expect((await app.inject('/api/docs/package.json')).statusCode).toBe(404);
    expect((await app.inject('/api/docs/constructor')).statusCode).toBe(404);
  });

  it('the web app: named assets for ever, the page always fresh and for every address of it', async () => {
    await app.close();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parley</title>');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'plain');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), 'packed');
    app = await build({}, folder);
    const html = { accept: 'text/html' };
    for (const url of ['/', '/rooms/general', '/setup?code=x']) {
      const page = await app.inject({ url, headers: html });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('Parley');
      expect(page.headers['cache-control']).toBe('no-cache');
    }
    const asset = await app.inject('/assets/app-1a2b.js');
    expect(asset.body).toBe('plain');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const packed = await app.inject({ url: '/assets/app-1a2b.js', headers: { 'accept-encoding': 'br' } });
    expect(packed.headers['content-encoding']).toBe('br');
    for (const url of ['/api/nothing', '/assets/gone.js', '/socket.io/nothing', '/%2e%2e/secret']) {
      const none = await app.inject({ url, headers: html });
      expect([url, none.statusCode]).toEqual([url, url.startsWith('/%2e') ? 200 : 404]);
      expect(none.body).not.toContain('root:');
    }
    expect((await app.inject({ method: 'POST', url: '/rooms', headers: html })).statusCode).toBe(404);
  });
});
