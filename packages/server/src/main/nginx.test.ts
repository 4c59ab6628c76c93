/** Two nodes on one database behind the nginx that is shipped: what stock clients notice of there being two, and of one going. */

import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@parley/contract/kernel/errors';
import { type Account, api, register } from '@parley/testkit/process/accounts';
import { type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';
import { findNginx, type NginxServer, startNginx } from '@parley/testkit/services/nginx';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { NGINX, POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';

// Nodes are started anew here, from source, and a poll is waited for as long as it takes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOM = { roomId: 'general' };
const GENERAL = '/api/chat/messages/general';
const GUESSES = 6;

const ENV = {
  OWNER_USERNAME: 'olga',
  OWNER_EMAIL: 'olga@example.org',
  OWNER_PASSWORD: 'correct horse battery',
  // Both nodes sign with it: a token of one is good at the other.
  JWT_SECRET: 'behind nginx, all nodes sign with one secret',
  TRUST_PROXY: '1',
  // Without a bus between the nodes, this is how they hear of each other.
  POSITION_CHECK_MS: '200',
  LIMIT_COMMANDS_PER_SECOND: '0',
  LIMIT_COMMANDS_BURST: '0',
  LIMIT_CONNECTIONS_PER_SECOND: '0',
  LIMIT_CONNECTIONS_BURST: '0',
  LIMIT_LOGIN_ADDRESS_FAILURES: String(GUESSES),
};

type Options = Partial<ManagerOptions & SocketOptions>;

describeWith(POSTGRES, findPostgres(), 'two nodes', (bin) => {
  describeWith(NGINX, findNginx(), 'behind nginx', (program) => {
    let folder: string;
    let postgres: PostgresServer;
    let databaseUrl: string;
    let nodes: ServerProcess[];
    let nginx: NginxServer;
    let ann: Account;
    const sockets: Socket[] = [];

    const start = (name: string, port: number) =>
      startServerProcess({ dataDir: join(folder, name), port, env: { ...ENV, DATABASE_URL: databaseUrl } });

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'parley-nginx-'));
      postgres = await startPostgres(bin);
      databaseUrl = await postgres.createDatabase();
      // One after the other: the first one makes the tables.
      nodes = [await start('one', await freePort())];
      nodes.push(await start('two', await freePort()));
      nginx = await startNginx(program, { nodes: nodes.map(({ port }) => port) });
      ann = await register(nginx.url, 'ann');
      expect((await api(nginx.url, ann.token, 'POST', '/api/chat/rooms/general/join')).status).toBeLessThan(
        500,
      );
    });
    afterEach(() => {
      for (const socket of sockets.splice(0)) socket.disconnect();
    });
    afterAll(async () => {
      await nginx?.stop();
      for (const node of nodes ?? []) await node.end('SIGKILL');
      await postgres?.stop();
      rmSync(folder, { recursive: true });
    });

    async function dial(options: Options): Promise<Socket> {
      const socket = io(`${nginx.url}/chat`, {
        auth: { token: ann.token },
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 500,
        ...options,
      });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve).once('connect_error', reject);
      });
      return socket;
    }
    const say = (socket: Socket, content: string) =>
      socket.timeout(10_000).emitWithAck('chat:message', { ...ROOM, content, clientId: content });

    /** How many Socket.IO connections each node has. */
    const connections = () =>
      Promise.all(
        nodes.map(async ({ url }) => {
          const text = await (await fetch(`${url}/metrics`)).text();
          return Number(/^parley_connections (\d+)/m.exec(text)?.[1]);
        }),
      );

    it('WebSockets of one address spread over the nodes, and what one says reaches all', async () => {
      const people: Socket[] = [];
      await expect
        .poll(
          async () => {
            people.push(await dial({ transports: ['websocket'] }));
            return Math.min(...(await connections()));
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThan(0);
      const heard = people.map(() => [] as string[]);
      for (const [index, socket] of people.entries()) {
        socket.on('chat:message', ({ content }: { content: string }) => heard[index]?.push(content));
        expect(await socket.timeout(10_000).emitWithAck('chat:join', ROOM)).toMatchObject({ ok: true });
      }
      for (const [index, socket] of people.entries())
        expect(await say(socket, `I am ${index}`)).toMatchObject({ ok: true });
      await expect
        .poll(() => heard.map((each) => each.length), { timeout: 20_000 })
        .toEqual(people.map(() => people.length));
    });

    it('a session over polling alone stays on its node: by address, and by the cookie of the page', async () => {
      const people: Socket[] = [];
      people.push(await dial({ transports: ['polling'] }));
      // People behind one address, until both nodes have some.
      await expect
        .poll(
          async () => {
            const cookie = (await fetch(nginx.url)).headers.get('set-cookie')?.split(';')[0] ?? '';
            expect(cookie).toContain('parley_route=');
            people.push(await dial({ extraHeaders: { cookie }, transports: ['polling'] }));
            return Math.min(...(await connections()));
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThan(1);
      const ids = people.map(({ io: manager }) => manager.engine.id);
      await Promise.all(
        people.map(async (socket, index) => {
          expect(await socket.timeout(10_000).emitWithAck('chat:join', ROOM)).toMatchObject({ ok: true });
          for (let n = 0; n < 10; n += 1)
            expect(await say(socket, `poll ${index}.${n}`)).toMatchObject({ ok: true });
        }),
      );
      expect(people.map(({ io: manager }) => manager.engine.id)).toEqual(ids);
    });

    it('a stock client upgrades from polling to WebSocket', async () => {
      const socket = await dial({});
      await expect.poll(() => socket.io.engine.transport.name).toBe('websocket');
      expect(await socket.timeout(10_000).emitWithAck('chat:join', ROOM)).toMatchObject({ ok: true });
    });

    it('a poll with nothing to tell is held until the heartbeat', async () => {
      const path = `${nginx.url}/socket.io/?EIO=4&transport=polling`;
      const { sid, pingInterval } = JSON.parse((await (await fetch(path)).text()).slice(1));
      const started = performance.now();
      const reply = await fetch(`${path}&sid=${sid}`);
      expect(await reply.text()).toBe('2');
      expect(performance.now() - started).toBeGreaterThan(pingInterval - 1_000);
      // The default, so that this says something of the time-outs in the file.
      expect(pingInterval).toBe(10_000);
    });

    it('the nodes know clients by their own address, whatever they claim', async () => {
      let guess = 0;
      const wrong = (localAddress: string, claimed: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          guess += 1;
          const headers = { 'content-type': 'application/json', 'x-forwarded-for': claimed };
          const sent = request(`${nginx.url}/api/auth/login`, { method: 'POST', localAddress, headers });
          sent.once('error', reject).once('response', (reply: IncomingMessage) => {
            reply.resume();
            resolve(reply.statusCode);
          });
          sent.end(JSON.stringify({ login: `nobody${guess}`, password: 'a wrong password' }));
        });
      await expect.poll(() => wrong('127.0.0.9', `10.0.0.${guess}`), { timeout: 20_000 }).toBe(429);
      expect(guess).toBeGreaterThan(1);
      expect(await wrong('127.0.0.10', '127.0.0.9')).toBe(401);
    });

    /** Reads and writes through nginx until stopped; whatever is not a success must say in JSON to come again, and then succeed. */
    function use() {
      let over = false;
      const done = { reads: 0, writes: 0, refused: 0, wrong: [] as string[] };
      const ask = async (method: string, path: string, body?: object) => {
        // Another route each time, so that every node is asked.
        const reply = await fetch(nginx.url + path, {
          method,
          headers: {
            authorization: `Bearer ${ann.token}`,
            'content-type': 'application/json',
            cookie: `parley_route=${crypto.randomUUID().replaceAll('-', '')}`,
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return { status: reply.status, text: await reply.text() };
      };
      const read = async () => {
        while (!over) {
          const { status, text } = await ask('GET', GENERAL);
          if (status === 200) done.reads += 1;
          else done.wrong.push(`GET ${status} ${text}`);
        }
      };
      const write = async () => {
        const prefix = crypto.randomUUID();
        for (let n = 0; !over; ) {
          const { status, text } = await ask('POST', GENERAL, {
            content: `w${n}`,
            clientId: `${prefix}${n}`,
          });
          if (status < 300) {
            done.writes += 1;
            n += 1;
            continue;
          }
          const { error } = Refusal.parse(JSON.parse(text));
          if (error.code !== 'UNAVAILABLE') done.wrong.push(`POST ${status} ${text}`);
          done.refused += 1;
        }
      };
      const ended = Promise.all([read(), write()]);
      return {
        done,
        stop: async () => {
          over = true;
          await ended;
        },
      };
    }

    // There are two.
    const on = (index: number) => nodes[index] as ServerProcess;

    for (const [signal, index] of [
      ['SIGTERM', 0],
      ['SIGKILL', 1],
    ] as const) {
      it(`one node ends by ${signal}: reads all succeed, writes are repeated, sockets come back; nobody sees a page of nginx`, async () => {
        const people: Socket[] = [];
        await expect
          .poll(
            async () => {
              people.push(await dial({ transports: ['websocket'] }));
              people.push(
                await dial({
                  transports: ['polling'],
                  extraHeaders: { cookie: `parley_route=${crypto.randomUUID().replaceAll('-', '')}` },
                }),
              );
              return Math.min(...(await connections()));
            },
            { timeout: 20_000, interval: 250 },
          )
          .toBeGreaterThan(1);
        const using = use();
        try {
          const beyond = async (more: number) => {
            const { reads, writes } = using.done;
            await expect
              .poll(() => Math.min(using.done.reads - reads, using.done.writes - writes), { timeout: 30_000 })
              .toBeGreaterThan(more);
          };
          await beyond(5);
          const node = on(index);
          await node.end(signal);
          await beyond(20);
          const other = await fetch(`${on(1 - index).url}/readyz`);
          expect(other.status).toBe(200);
          // Polling sessions of the node that stays may have noticed nothing; the others come back by themselves.
          for (const socket of people) {
            const join = async () => {
              const answer = await socket
                .timeout(2_000)
                .emitWithAck('chat:join', ROOM)
                .catch(() => null);
              return answer?.ok;
            };
            await expect.poll(join, { timeout: 30_000 }).toBe(true);
          }
          nodes[index] = await start(index === 0 ? 'one' : 'two', node.port);
          await beyond(20);
        } finally {
          await using.stop();
        }
        expect(using.done.wrong).toEqual([]);
      });
    }

    it('both nodes gone: the refusal of the wire; back, the same socket goes on', async () => {
      const socket = await dial({ transports: ['websocket'] });
      const ports = nodes.map(({ port }) => port);
      await Promise.all(nodes.map((node) => node.end('SIGKILL')));
      const reply = await fetch(nginx.url + GENERAL);
      expect(reply.status).toBe(503);
      expect(Refusal.parse(await reply.json()).error).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
      await expect.poll(() => socket.connected).toBe(false);
      nodes = [await start('one', ports[0] ?? 0), await start('two', ports[1] ?? 0)];
      await expect.poll(() => socket.connected, { timeout: 30_000 }).toBe(true);
      expect(await socket.timeout(10_000).emitWithAck('chat:join', ROOM)).toMatchObject({ ok: true });
    });
  });
});
