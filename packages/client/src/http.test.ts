import { describe, expect, it } from 'vitest';
import { createHttp, restRequest } from './http.ts';

type Fetched = { readonly url: string; readonly init: RequestInit };

function serving(...answers: (Response | Error)[]) {
  const fetched: Fetched[] = [];
  const http = createHttp('https://talk.example/', async (url, init) => {
    fetched.push({ url: String(url), init: init ?? {} });
    const answer = answers.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nothing left to answer');
    return answer;
  });
  return { http, fetched };
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

describe('REST requests of commands', () => {
  it('put what the path names into it, the clientId into the Idempotency-Key and the rest into the body', () => {
    const rest = { method: 'PATCH', path: '/api/chat/messages/:roomId/:messageId' } as const;
    expect(restRequest(rest, { roomId: 'r/1', messageId: 'm1', content: 'x', clientId: 'c1' })).toEqual({
      method: 'PATCH',
      path: '/api/chat/messages/r%2F1/m1',
      body: { content: 'x' },
      idempotencyKey: 'c1',
    });
  });

  it('put the rest of a GET into its query, without what is not given', () => {
    const rest = { method: 'GET', path: '/api/chat/messages/:roomId' } as const;
    expect(restRequest(rest, { roomId: 'r1', before: 'm1', limit: 50, after: undefined })).toEqual({
      method: 'GET',
      path: '/api/chat/messages/r1',
      query: { before: 'm1', limit: '50' },
    });
  });
});

describe('HTTP', () => {
  it('sends token, key and body, and gives back the answer', async () => {
    const { http, fetched } = serving(json(201, { room: 1 }));
    const request = { method: 'POST', path: '/api/x', body: { a: 1 }, token: 't', idempotencyKey: 'k' };
    await expect(http.request(request)).resolves.toMatchObject({ body: { room: 1 } });
    expect(fetched[0]).toMatchObject({
      url: 'https://talk.example/api/x',
      init: {
        method: 'POST',
        body: '{"a":1}',
        headers: { authorization: 'Bearer t', 'idempotency-key': 'k' },
      },
    });
  });

  it('takes an empty answer for an empty object', async () => {
    const { http } = serving(new Response(null, { status: 204 }));
    await expect(http.request({ method: 'POST', path: '/x' })).resolves.toMatchObject({ body: {} });
  });

  it('throws the server’s own error', async () => {
    const error = {
      code: 'CONFLICT',
      message: 'taken',
      retryable: false,
      details: [{ path: 'username', message: 'taken' }],
    };
    const { http } = serving(json(409, { ok: false, error }));
    await expect(http.request({ method: 'POST', path: '/x' })).rejects.toMatchObject(error);
  });

  it('throws by the status where something else answered', async () => {
    for (const [status, code, retryable] of [
      [502, 'UNAVAILABLE', true],
      [404, 'NOT_FOUND', false],
      [413, 'TOO_LARGE', false],
    ] as const) {
      const { http } = serving(json(status, { from: 'a proxy' }));
      await expect(http.request({ method: 'GET', path: '/x' })).rejects.toMatchObject({ code, retryable });
    }
  });

  it('throws UNAVAILABLE when nothing answered, or what answered was not ours', async () => {
    const { http } = serving(new Error('refused'), new Response('<html>', { status: 200 }));
    for (let times = 0; times < 2; times += 1) {
      await expect(http.request({ method: 'GET', path: '/x' })).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        retryable: true,
        answerLost: true,
      });
    }
  });

  it('keeps the refresh cookie where no browser does, for those who ask with cookies only', async () => {
    const set = (value: string) =>
      json(200, {}, { 'set-cookie': `parley_refresh=${value}; Path=/; HttpOnly` });
    const { http, fetched } = serving(set('one'), set('two'), json(200, {}), json(200, {}));
    for (const cookies of [true, true, true, false])
      await http.request({ method: 'POST', path: '/x', cookies });
    const sent = fetched.map(({ init }) => new Headers(init.headers).get('cookie'));
    expect(sent).toEqual([null, 'parley_refresh=one', 'parley_refresh=two', null]);
  });

  it('forgets a cookie the server takes back', async () => {
    const cookie = (text: string) => json(200, {}, { 'set-cookie': text });
    const { http, fetched } = serving(cookie('r=1; Path=/'), cookie('r=; Max-Age=0'), json(200, {}));
    for (let times = 0; times < 3; times += 1)
      await http.request({ method: 'POST', path: '/x', cookies: true });
    expect(new Headers(fetched[2]?.init.headers).get('cookie')).toBeNull();
  });
});
