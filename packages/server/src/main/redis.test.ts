/** Two servers that share a PostgreSQL and a Redis, and what stock clients of each see of the other. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES, REDIS } from '@parley/testkit/services/programs';
import { findRedis, type RedisServer, startRedis } from '@parley/testkit/services/redis';
import { describeWith } from '@parley/testkit/services/suite';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PASSWORD } from './harness.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CHECK_MS = 1_000;
const ROOM = { roomId: 'general' };

interface Client {
  readonly socket: Socket;
  readonly heard: { content: string; seq: number }[];
  say(content: string): Promise<{ ok: boolean }>;
}

async function clientOf({ url }: ServerProcess): Promise<Client> {
  const reply = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'olga', password: PASSWORD }),
  });
  // Our own answer.
  const { accessToken } = (await reply.json()) as { accessToken: string };
  const socket = io(`${url}/chat`, { auth: { token: accessToken }, transports: ['websocket'] });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  const heard: Client['heard'] = [];
  socket.on('chat:message', ({ content }: { content: string }, { seq }: { seq: number }) => {
    heard.push({ content, seq });
  });
  await socket.timeout(20_000).emitWithAck('chat:join', ROOM);
  return {
    socket,
    heard,
    say: (content) =>
      socket.timeout(20_000).emitWithAck('chat:message', { ...ROOM, content, clientId: content }),
  };
}

const found = { bin: findPostgres(), program: findRedis() };
const both = found.bin && found.program ? { bin: found.bin, program: found.program } : undefined;

describeWith(found.bin ? REDIS : POSTGRES, both, 'two nodes', ({ bin, program }) => {
  let folder: string;
  let postgres: PostgresServer;
  let redis: RedisServer;
  const nodes: ServerProcess[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-nodes-'));
    [postgres, redis] = await Promise.all([startPostgres(bin), startRedis(program)]);
    const env = {
      OWNER_USERNAME: 'olga',
      OWNER_EMAIL: 'olga@example.org',
      OWNER_PASSWORD: PASSWORD,
      DATABASE_URL: await postgres.createDatabase(),
      REDIS_URL: redis.url,
      POSITION_CHECK_MS: String(CHECK_MS),
    };
    for (const name of ['a', 'b']) {
      const dataDir = join(folder, name);
      mkdirSync(dataDir);
      const node = await startServerProcess({ dataDir, port: await freePort(), env });
      nodes.push(node);
      clients.push(await clientOf(node));
    }
  });
  afterAll(async () => {
    for (const { socket } of clients) socket.disconnect();
    await Promise.all(nodes.map((node) => node.end('SIGTERM')));
    await Promise.all([postgres?.stop(), redis?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const two = () => {
    const [a, b] = clients;
    if (!a || !b) throw new Error('there are two');
    return { a, b };
  };
  const readiness = () =>
    Promise.all(
      nodes.map(async ({ url }) => {
        const reply = await fetch(`${url}/readyz`);
        // Our own answer.
        const { impaired } = (await reply.json()) as { impaired: string[] };
        return { status: reply.status, impaired: impaired.length };
      }),
    );
  const gaps = async () => {
    const text = await Promise.all(nodes.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    return text.map((each) => Number(/^parley_gaps_total (\d+)/m.exec(each)?.[1] ?? 0));
  };
  const contents = (client: Client) => client.heard.map(({ content }) => content);

  it('P2: what is said on one arrives on the other, live', async () => {
    const { a, b } = two();
    await expect.poll(readiness).toEqual([
      { status: 200, impaired: 0 },
      { status: 200, impaired: 0 },
    ]);
    expect((await a.say('live')).ok).toBe(true);
    expect((await b.say('back')).ok).toBe(true);
    await expect.poll(() => contents(b)).toEqual(['live', 'back']);
    await expect.poll(() => contents(a)).toEqual(['live', 'back']);
    expect(await gaps()).toEqual([0, 0]);
  });

  it('P2 P11: with Redis lost it is acknowledged and arrives by the position check; with Redis back, live again', async () => {
    const { a, b } = two();
    await redis.lose();
    await expect.poll(readiness).toEqual([
      { status: 200, impaired: 1 },
      { status: 200, impaired: 1 },
    ]);
    expect((await a.say('deaf')).ok).toBe(true);
    await expect.poll(() => contents(b), { timeout: 3 * CHECK_MS + 5_000 }).toContain('deaf');
    // Nobody new is kept out meanwhile.
    const [, nodeB] = nodes;
    if (nodeB) clients.push(await clientOf(nodeB));

    await redis.comeBack();
    await expect.poll(readiness, { timeout: 20_000 }).toEqual([
      { status: 200, impaired: 0 },
      { status: 200, impaired: 0 },
    ]);
    const healed = await gaps();
    expect((await a.say('again')).ok).toBe(true);
    expect((await b.say('and again')).ok).toBe(true);
    const all = ['live', 'back', 'deaf', 'again', 'and again'];
    await expect.poll(() => contents(b)).toEqual(all);
    await expect.poll(() => contents(a)).toEqual(all);
    expect(await gaps()).toEqual(healed);
    expect(a.heard.map(({ seq }) => seq)).toEqual(b.heard.map(({ seq }) => seq));
  });
});
