/** Two servers on one PostgreSQL and one Redis (open, over TLS, a cluster), and what stock clients of each see of the other. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { type Certificate, selfSigned } from '@parley/testkit/services/certificate';
import { freePort } from '@parley/testkit/services/free-port';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { findProgram, OPENSSL, POSTGRES, REDIS } from '@parley/testkit/services/programs';
import { findRedis, type RedisServer, startRedis, startWith } from '@parley/testkit/services/redis';
import { type RedisCluster, startRedisCluster } from '@parley/testkit/services/redis-cluster';
import { describeWith } from '@parley/testkit/services/suite';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
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

const contents = (client: Client) => client.heard.map(({ content }) => content);

/** Two nodes with one client each, on a new database. */
async function twoNodes(postgres: PostgresServer, more: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-nodes-'));
  const env = {
    OWNER_USERNAME: 'olga',
    OWNER_EMAIL: 'olga@example.org',
    OWNER_PASSWORD: PASSWORD,
    DATABASE_URL: await postgres.createDatabase(),
    POSITION_CHECK_MS: String(CHECK_MS),
    // One person talks faster here than people do.
    LIMIT_COMMANDS_PER_SECOND: '0',
    ...more,
  };
  const nodes: ServerProcess[] = [];
  const clients: Client[] = [];
  const add = async (name: string): Promise<[ServerProcess, Client]> => {
    const node = await startServerProcess({ dataDir: join(folder, name), port: await freePort(), env });
    nodes.push(node);
    const client = await clientOf(node);
    clients.push(client);
    return [node, client];
  };
  const [[nodeA, a], [nodeB, b]] = [await add('a'), await add('b')];
  const readiness = () =>
    Promise.all(
      nodes.map(async ({ url }) => {
        const reply = await fetch(`${url}/readyz`);
        // Our own answer.
        const { impaired } = (await reply.json()) as { impaired: string[] };
        return { status: reply.status, impaired: impaired.length };
      }),
    );
  const become = (impaired: 0 | 1, timeout = 20_000) =>
    expect.poll(readiness, { timeout }).toEqual(nodes.map(() => ({ status: 200, impaired })));
  return {
    a,
    b,
    nodeA,
    nodeB,
    whole: () => become(0),
    impaired: () => become(1),
    gaps: async () => {
      const text = await Promise.all(nodes.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
      return text.map((each) => Number(/^parley_gaps_total (\d+)/m.exec(each)?.[1] ?? 0));
    },
    /** Somebody more, on the second node. */
    come: async () => void clients.push(await clientOf(nodeB)),
    end: async () => {
      for (const { socket } of clients) socket.disconnect();
      await Promise.all(nodes.map((node) => node.end('SIGTERM')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type TwoNodes = Awaited<ReturnType<typeof twoNodes>>;

const found = { bin: findPostgres(), program: findRedis() };
const both = found.bin && found.program ? { bin: found.bin, program: found.program } : undefined;

describeWith(found.bin ? REDIS : POSTGRES, both, 'two nodes', ({ bin, program }) => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });
  afterAll(() => postgres?.stop());

  describe('with one Redis', () => {
    let redis: RedisServer;
    let at: TwoNodes;
    beforeAll(async () => {
      redis = await startRedis(program);
      at = await twoNodes(postgres, { REDIS_URL: redis.url });
    });
    afterAll(async () => {
      await at?.end();
      await redis?.stop();
    });

    it('P2: what is said on one arrives on the other, live', async () => {
      const { a, b } = at;
      await at.whole();
      expect((await a.say('live')).ok).toBe(true);
      expect((await b.say('back')).ok).toBe(true);
      await expect.poll(() => contents(b)).toEqual(['live', 'back']);
      await expect.poll(() => contents(a)).toEqual(['live', 'back']);
      expect(await at.gaps()).toEqual([0, 0]);
    });

    it('P2 P11: with Redis lost it is acknowledged and arrives by the position check; with Redis back, live again', async () => {
      const { a, b } = at;
      await redis.lose();
      await at.impaired();
      expect((await a.say('deaf')).ok).toBe(true);
      await expect.poll(() => contents(b), { timeout: 3 * CHECK_MS + 5_000 }).toContain('deaf');
      // Nobody new is kept out meanwhile.
      await at.come();

      await redis.comeBack();
      await at.whole();
      const healed = await at.gaps();
      expect((await a.say('again')).ok).toBe(true);
      expect((await b.say('and again')).ok).toBe(true);
      const all = ['live', 'back', 'deaf', 'again', 'and again'];
      await expect.poll(() => contents(b)).toEqual(all);
      await expect.poll(() => contents(a)).toEqual(all);
      expect(await at.gaps()).toEqual(healed);
      expect(a.heard.map(({ seq }) => seq)).toEqual(b.heard.map(({ seq }) => seq));
    });
  });

  describe('with a Redis Cluster', () => {
    let cluster: RedisCluster;
    let at: TwoNodes;
    beforeAll(async () => {
      cluster = await startRedisCluster(program, { replicas: true });
      at = await twoNodes(postgres, { REDIS_URL: cluster.url });
    });
    afterAll(async () => {
      await at?.end();
      await cluster?.stop();
    });

    it('P2 P11: a replica takes a lost master’s place while people talk, and both nodes hear all of it in order', async () => {
      const { a, b } = at;
      await at.whole();
      const said: string[] = [];
      let talking = true;
      const talk = async (client: Client, name: string) => {
        for (let n = 0; talking; n += 1) {
          expect((await client.say(`${name}${n}`)).ok).toBe(true);
          said.push(`${name}${n}`);
        }
      };
      const talks = [talk(a, 'a'), talk(b, 'b')];
      await expect.poll(() => said.length).toBeGreaterThan(20);
      await cluster.masters[0]?.lose();
      await at.impaired();
      const before = said.length;
      await at.whole();
      await expect.poll(() => said.length).toBeGreaterThan(before);
      talking = false;
      await Promise.all(talks);
      for (const client of [a, b]) {
        await expect.poll(() => contents(client).length, { timeout: 10_000 }).toBe(said.length);
        expect([...contents(client)].sort()).toEqual([...said].sort());
      }
      expect(contents(a)).toEqual(contents(b));
      const seqs = b.heard.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));

      // And live again: nothing is left to heal.
      const healed = await at.gaps();
      await a.say('live');
      await expect.poll(() => contents(b).at(-1)).toBe('live');
      expect(await at.gaps()).toEqual(healed);
    });
  });

  describeWith(OPENSSL, findProgram(OPENSSL), 'with a Redis that asks who they are, over TLS', (openssl) => {
    const SECRET = 'p@ss,100%';
    let folder: string;
    let redis: RedisServer;
    let tls: Certificate;
    let at: TwoNodes | undefined;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'parley-redis-tls-'));
      tls = selfSigned(openssl, folder, 'redis');
      const user = ['--user', 'parley', 'on', `>${SECRET}`, 'allchannels', '+@connection', '+@pubsub'];
      redis = await startWith(program, { tls, settings: () => [...user, '--user', 'default', 'off'] });
    });
    afterEach(async () => {
      await at?.end();
      at = undefined;
    });
    afterAll(async () => {
      await redis?.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const trusting = () => ({ NODE_EXTRA_CA_CERTS: tls.cert });
    const as = (password: string) => redis.url.replace('//', `//parley:${encodeURIComponent(password)}@`);

    it('with the password, and told whom to trust, they hear each other', async () => {
      at = await twoNodes(postgres, { REDIS_URL: as(SECRET), ...trusting() });
      await at.whole();
      const { a, b } = at;
      await a.say('hello');
      await expect.poll(() => contents(b)).toEqual(['hello']);
      expect(await at.gaps()).toEqual([0, 0]);
    });

    it('a cluster’s nodes are found by what it says of them, and trusted as the first one is', async () => {
      const cluster = await startRedisCluster(program, { tls });
      onTestFinished(cluster.stop);
      at = await twoNodes(postgres, { REDIS_URL: `${cluster.masters[0]?.url}?cluster=true`, ...trusting() });
      await at.whole();
      const { a, b } = at;
      await a.say('hello');
      await expect.poll(() => contents(b)).toEqual(['hello']);
      expect(await at.gaps()).toEqual([0, 0]);
    });

    it.each([
      ['not told whom to trust', SECRET, () => ({}), 'NODE_EXTRA_CA_CERTS'],
      ['with a wrong password', 'wr0ng,100%', () => trusting(), 'check those in REDIS_URL'],
    ])(
      '%s they serve without, say what to do, and tell nobody the password',
      async (_name, password, trust, words) => {
        at = await twoNodes(postgres, { REDIS_URL: as(password), ...trust() });
        await at.impaired();
        const { a, b, nodeA } = at;
        await a.say('hello');
        await expect.poll(() => contents(b), { timeout: 3 * CHECK_MS + 5_000 }).toEqual(['hello']);
        const warnings = nodeA
          .output()
          .split('\n')
          .filter((line) => line.includes('Redis is away'));
        expect(warnings).toEqual([expect.stringContaining(words)]);
        for (const shown of [password, encodeURIComponent(password)])
          expect(nodeA.output()).not.toContain(shown);
      },
    );
  });
});
