/** Searching over the real doors: REST and sockets, refusals beside successes, and the index of a server that was there before. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command, type Person, type TestServer, testServer } from './harness.ts';

let server: TestServer;
let ann: Person;

beforeAll(async () => {
  server = await testServer();
  ann = await server.register('ann');
});
afterAll(async () => {
  await server.close();
  expect(server.errors).toEqual([]);
});

interface Found {
  messages: { content: string; room: { name: string }; snippet: { ranges: number[][] } }[];
  rooms: { name: string }[];
  people: { username: string }[];
  files: object[];
  next: string | null;
}

describe('GET /api/search', () => {
  it('200: what was just said is found within seconds, with room, snippet, people and files', async () => {
    await ann.ask('POST', '/api/chat/messages/general', { body: { content: 'a pangolin appears' } });
    const found = await vi.waitFor(
      async () => {
        const { status, body } = await ann.ask('GET', '/api/search?q=pangolin');
        expect(status).toBe(200);
        // The contract, over the wire.
        const answer = body as unknown as Found;
        expect(answer.messages).toHaveLength(1);
        return answer;
      },
      { timeout: 5_000, interval: 100 },
    );
    expect(found.messages[0]).toMatchObject({ content: 'a pangolin appears', room: { name: 'General' } });
    expect(found.messages[0]?.snippet.ranges).toEqual([[2, 10]]);
    expect(found).toMatchObject({ rooms: [], people: [], files: [], next: null });
    const people = (await ann.ask('GET', '/api/search?q=ann')).body as unknown as Found;
    expect(people.people).toMatchObject([{ username: 'ann' }]);
  });

  it('400 for a day that is none, and for nothing to look for; 401 without a token', async () => {
    const bad = await ann.ask('GET', `/api/search?q=${encodeURIComponent('x before:tomorrow')}`);
    expect([bad.status, bad.body.error]).toMatchObject([400, { code: 'INVALID', details: [{ path: 'q' }] }]);
    for (const query of ['', '?q=', '?q=x&limit=51']) {
      expect((await ann.ask('GET', `/api/search${query}`)).status).toBe(400);
    }
    expect((await server.ask('GET', '/api/search?q=x')).status).toBe(401);
  });

  it('is a command of sockets too', async () => {
    const socket = await ann.dial('/chat');
    expect(await command(socket, 'search:find', { q: 'pangolin' })).toMatchObject({
      ok: true,
      data: { messages: [{ content: 'a pangolin appears' }] },
    });
    expect(await command(socket, 'search:find', { q: 7 })).toMatchObject({
      ok: false,
      error: { code: 'INVALID' },
    });
  });

  it('429 for who asks too fast', async () => {
    const slow = await testServer({ LIMIT_COMMANDS_PER_SECOND: '1', LIMIT_COMMANDS_BURST: '2' });
    const ben = await slow.register('ben');
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push((await ben.ask('GET', '/api/search?q=x')).status);
    expect(answers).toContain(200);
    expect(answers).toContain(429);
    await slow.close();
  });
});

it('how much is not indexed yet is told to whoever watches', async () => {
  const { body } = await server.ask('GET', '/metrics');
  expect(body.text).toMatch(/^parley_search_behind \d+$/m);
});
