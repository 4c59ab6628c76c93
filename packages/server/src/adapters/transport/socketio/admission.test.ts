/** What a node that goes, or one of several, leaves to others: each answer is one that a proxy passes on. */
import { get, type IncomingMessage } from 'node:http';
import { Refusal } from '@parley/contract/kernel/errors';
import { io, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { type Harness, openHarness } from './harness.ts';

let harness: Harness;
const clients: Socket[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await harness.close();
});

const ask = (query: string, init?: RequestInit) =>
  fetch(`${harness.url}/socket.io/?EIO=4&transport=polling${query}`, init);

async function polling(): Promise<string> {
  const opened = await (await ask('')).text();
  return (JSON.parse(opened.slice(1)) as { sid: string }).sid;
}

/** Resolves to the answer of a WebSocket's request, 101 included. */
async function upgrade(
  query: string,
): Promise<{ status: number | undefined; headers: IncomingMessage['headers']; body: string }> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const request = get(`${harness.url}/socket.io/?EIO=4&transport=websocket${query}`, { headers });
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
    request.once('upgrade', (upgraded, socket) => {
      socket.destroy();
      resolve(upgraded);
    });
  });
  let body = '';
  if (reply.statusCode !== 101) for await (const chunk of reply) body += String(chunk);
  return { status: reply.statusCode, headers: reply.headers, body };
}

const left = (body: string) =>
  expect(Refusal.parse(JSON.parse(body)).error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });

describe('a node that goes', () => {
  it('leaves a new polling session to another, readable from other sites too', async () => {
    harness = await openHarness({ corsOrigins: null });
    harness.accepting = false;
    const reply = await ask('', { headers: { origin: 'https://example.org' } });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('1');
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    left(await reply.text());
  });

  it('leaves a new WebSocket to another, and lets go of its connection', async () => {
    harness = await openHarness();
    harness.accepting = false;
    const { status, headers, body } = await upgrade('');
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '1', connection: 'close' });
    left(body);
    await expect
      .poll(() => new Promise((resolve) => harness.server.getConnections((_, count) => resolve(count))))
      .toBe(0);
  });

  it('serves the sessions it has: their polls, what they send, and their upgrade', async () => {
    harness = await openHarness();
    const sid = await polling();
    harness.accepting = false;
    const sent = await ask(`&sid=${sid}`, { method: 'POST', body: '40{"token":"good:ann"}' });
    expect(sent.status).toBe(200);
    expect(await (await ask(`&sid=${sid}`)).text()).toMatch(/^40/);
    expect(harness.sessions).toHaveLength(1);
    expect((await upgrade(`&sid=${sid}`)).status).toBe(101);
  });

  it('leaves sessions it does not have to another, whatever they want', async () => {
    harness = await openHarness();
    harness.accepting = false;
    for (const init of [{}, { method: 'POST', body: '40' }]) {
      const reply = await ask('&sid=elsewhere', init);
      expect(reply.status).toBe(503);
      left(await reply.text());
    }
    expect((await upgrade('&sid=elsewhere')).status).toBe(503);
    expect((await upgrade('&sid=toString')).status).toBe(503);
  });

  it('ends the transport of a stock client that can join no namespace any more, and the client comes back', async () => {
    harness = await openHarness();
    const client = io(harness.url, {
      forceNew: true,
      auth: { token: 'good:ann' },
      reconnectionDelay: 10,
      autoConnect: false,
    });
    clients.push(client);
    // The transport is up; the node begins to go before the namespace is joined.
    client.io.once('open', () => {
      harness.accepting = false;
      harness.refuse = { code: 'UNAVAILABLE', message: 'Restarting.', retryable: true };
    });
    client.connect();
    await new Promise((resolve) => client.io.once('reconnect_attempt', resolve));
    harness.accepting = true;
    harness.refuse = null;
    await expect.poll(() => client.connected).toBe(true);
  });

  it('tells when those who poll have left, and when everybody has', async () => {
    harness = await openHarness();
    await Promise.all([harness.door.gone('polling'), harness.door.gone('all')]);
    const options = { forceNew: true, auth: { token: 'good:ann' } };
    const over: string[] = [];
    const [polls, stays] = (['polling', 'websocket'] as const).map((transport) =>
      io(harness.url, { ...options, transports: [transport] }),
    ) as [Socket, Socket];
    clients.push(polls, stays);
    await expect.poll(() => polls.connected && stays.connected).toBe(true);
    expect(harness.sessions.map(({ connection }) => connection.lasting).sort()).toEqual([false, true]);
    const polling = harness.door.gone('polling').then(() => over.push('polling'));
    const all = harness.door.gone('all').then(() => over.push('all'));
    polls.disconnect();
    await polling;
    expect(over).toEqual(['polling']);
    stays.disconnect();
    await all;
    expect(harness.door.counts().connections).toBe(0);
  });

  it('counts a session as polling no longer once it was upgraded', async () => {
    harness = await openHarness();
    const client = io(harness.url, { forceNew: true, auth: { token: 'good:ann' } });
    clients.push(client);
    await new Promise((resolve) => client.io.engine.once('upgrade', resolve));
    await harness.door.gone('polling');
    expect(client.connected).toBe(true);
    expect(harness.sessions[0]?.connection.lasting).toBe(true);
  });
});

describe('a session the node does not have', () => {
  it('is left to another where there may be one', async () => {
    harness = await openHarness({ shared: true });
    for (const reply of [
      await ask('&sid=elsewhere'),
      await ask('&sid=elsewhere', { method: 'POST', body: '40' }),
    ]) {
      expect(reply.status).toBe(503);
    }
    const sid = await polling();
    expect((await ask(`&sid=${sid}`, { method: 'POST', body: '40{"token":"good:ann"}' })).status).toBe(200);
  });

  it('is refused in the words of Engine.IO where there is none', async () => {
    harness = await openHarness();
    const reply = await ask('&sid=elsewhere');
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({ code: 1, message: 'Session ID unknown' });
  });
});
