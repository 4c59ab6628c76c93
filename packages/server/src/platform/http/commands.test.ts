/** Commands over REST: what becomes of input and answers, and of refusals. */
import { ERROR_CODES, HTTP_STATUS, wireError } from '@parley/contract/kernel/errors';
import { describe, expect, it } from 'vitest';
import { AUTH, useDoor } from './harness.ts';

const door = useDoor();

describe('commands over REST', () => {
  it('the input is path, query and types by the schema; the body of the answer is the data', async () => {
    const reply = await door.app.inject({ url: '/api/things/t1?limit=20&deep=true&other=x', headers: AUTH });
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ done: true });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(door.executed).toEqual([
      {
        caller: { userId: 'ann', loginId: 'l1', address: '127.0.0.1' },
        name: 'thing:read',
        input: { id: 't1', limit: 20, deep: true, other: 'x' },
      },
    ]);
  });

  it('a write takes the body; the path wins over it, and Idempotency-Key over its clientId', async () => {
    const reply = await door.app.inject({
      method: 'POST',
      url: '/api/things/t1?name=query',
      headers: { ...AUTH, 'idempotency-key': 'k1' },
      payload: { id: 'forged', name: 'body', clientId: 'c' },
    });
    expect(reply.statusCode).toBe(201);
    expect(door.executed[0]?.input).toEqual({ id: 't1', name: 'body', clientId: 'k1' });
  });

  it('a read takes no Idempotency-Key', async () => {
    await door.app.inject({ url: '/api/things/t1', headers: { ...AUTH, 'idempotency-key': 'k1' } });
    expect(door.executed[0]?.input).toEqual({ id: 't1' });
  });

  it.each([undefined, ''])('an empty body (%j) counts as none, whatever its type says', async (payload) => {
    const headers = { ...AUTH, 'content-type': 'application/json' };
    const given = payload === undefined ? {} : { payload };
    const reply = await door.app.inject({ method: 'POST', url: '/api/things/t1', headers, ...given });
    expect(reply.statusCode).toBe(201);
  });

  it('HEAD answers as GET does, without the body', async () => {
    const reply = await door.app.inject({ method: 'HEAD', url: '/api/things/t1', headers: AUTH });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe('');
  });

  it.each(ERROR_CODES)('a refusal with %s has its status, our body, and when to come back', async (code) => {
    const error = wireError(code, 'No.', { retryAfterMs: 1_200 });
    door.answer = (respond) => respond(JSON.stringify({ ok: false, error }), false);
    const reply = await door.app.inject({ url: '/api/things/t1', headers: AUTH });
    expect(reply.statusCode).toBe(HTTP_STATUS[code]);
    expect(reply.json()).toEqual({ ok: false, error });
    expect(reply.headers['retry-after']).toBe('2');
  });

  it('a command for live connections only has no route', async () => {
    expect(
      (await door.app.inject({ url: '/api/things/follow', method: 'PUT', headers: AUTH })).statusCode,
    ).toBe(404);
  });
});
