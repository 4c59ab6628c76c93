/** What every route refuses: who did not sign in, and bad input of any kind. */
import { describe, expect, it } from 'vitest';
import { AUTH, useDoor } from './harness.ts';

const door = useDoor();

describe('401', () => {
  it.each([
    [undefined, 'Bearer realm="parley"', 'Authentication required'],
    ['Basic Zm9v', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
    ['Bearer', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
    ['Bearer bad', 'Bearer realm="parley", error="invalid_token"', 'Invalid token'],
  ])('%j', async (authorization, challenge, message) => {
    const headers = authorization === undefined ? {} : { authorization };
    const reply = await door.app.inject({ url: '/api/things/t1', headers });
    expect(reply.statusCode).toBe(401);
    expect(reply.headers['www-authenticate']).toBe(challenge);
    expect(reply.json()).toEqual({
      ok: false,
      error: { code: 'UNAUTHENTICATED', message, retryable: false },
    });
    expect(door.executed).toEqual([]);
  });

  it('comes before the body is looked at', async () => {
    const reply = await door.app.inject({
      method: 'POST',
      url: '/api/things/t1',
      payload: 'x'.repeat(20_000),
    });
    expect(reply.statusCode).toBe(401);
  });

  it('a route that needs a login refuses without one and answers with one', async () => {
    expect((await door.app.inject({ method: 'POST', url: '/api/secret' })).statusCode).toBe(401);
    expect((await door.app.inject({ method: 'POST', url: '/api/secret', headers: AUTH })).statusCode).toBe(
      204,
    );
  });
});

describe('bad input', () => {
  const post = (payload: string, type = 'application/json') =>
    door.app.inject({ method: 'POST', url: '/api/greet', headers: { 'content-type': type }, payload });

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
    expect(door.greeted).toEqual([]);
  });

  it('400 with the path of every problem when the schema says no', async () => {
    const reply = await post('{"name":"x"}');
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error).toMatchObject({ code: 'INVALID', details: [{ path: 'name' }] });
  });

  it.each(['[]', '"text"', '7'])('400 for a command’s body that is no object: %s', async (payload) => {
    const headers = { ...AUTH, 'content-type': 'application/json' };
    const reply = await door.app.inject({ method: 'POST', url: '/api/things/t1', headers, payload });
    expect(reply.statusCode).toBe(400);
    expect(door.executed).toEqual([]);
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
    const reply = await door.app.inject({ method, url });
    expect(reply.statusCode).toBe(404);
    expect(reply.json()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('400 for an address that can’t be decoded', async () => {
    const reply = await door.app.inject({ url: '/api/things/%zz', headers: AUTH });
    expect(reply.statusCode).toBe(400);
    expect(reply.json().error.code).toBe('INVALID');
  });

  it('a fault of ours says nothing of its cause, which goes to the log', async () => {
    const reply = await post('{"name":"broken"}');
    expect(reply.statusCode).toBe(500);
    expect(reply.json().error).toMatchObject({ code: 'INTERNAL', retryable: true });
    expect(reply.body).not.toContain('secret detail');
    expect(door.faults).toHaveLength(1);
  });

  it('a refusal of a route has its status', async () => {
    expect((await post('{"name":"nobody"}')).statusCode).toBe(409);
  });
});
