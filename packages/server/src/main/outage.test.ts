/** The database fails under a server that runs: what people are told meanwhile, and that all goes on once it is back. */

import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { mayMount, type SmallDisk, smallDisk } from '@parley/testkit/services/small-disk';
import { describeWith } from '@parley/testkit/services/suite';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startFaultProxy } from '../adapters/storage/postgres/conformance/fault-proxy.ts';
import { type Answer, PASSWORD } from './harness.ts';

// The server waits ten seconds for a database that may only be restarting.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ENV = {
  OWNER_USERNAME: 'olga',
  OWNER_EMAIL: 'olga@example.org',
  OWNER_PASSWORD: PASSWORD,
  LIMIT_COMMANDS_PER_SECOND: '0',
  LIMIT_COMMANDS_BURST: '0',
};
const GENERAL = '/api/chat/messages/general';
const ROOM = { roomId: 'general' };

const REFUSED = {
  status: 503,
  retryAfter: '1',
  body: { ok: false, error: { code: 'UNAVAILABLE', retryable: true, retryAfterMs: 1000 } },
};

interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  // A test says what it expects of it.
  readonly body: Record<string, unknown>;
}

/** The owner, over both doors. */
interface Olga {
  ask(method: string, path: string, body?: object): Promise<Answered>;
  readonly socket: Socket;
  /** Another socket of hers; rejects with the `connect_error`. */
  dial(): Promise<Socket>;
  command(name: string, payload: object): Promise<Answer>;
  signIn(): Promise<Answered>;
}

async function olgaOn({ url }: ServerProcess): Promise<Olga> {
  let token = '';
  const ask: Olga['ask'] = async (method, path, body) => {
    const reply = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { status, headers } = reply;
    // Every answer of this server is an object.
    const json = (await reply.json()) as Record<string, unknown>;
    return { status, retryAfter: headers.get('retry-after'), body: json };
  };
  const signIn = () => ask('POST', '/api/auth/login', { login: 'olga', password: PASSWORD });
  token = String((await signIn()).body.accessToken);
  const dial: Olga['dial'] = async () => {
    const dialled = io(`${url}/chat`, { auth: { token }, transports: ['websocket'], forceNew: true });
    await new Promise<void>((resolve, reject) => {
      dialled.once('connect', resolve).once('connect_error', reject);
    }).catch((cause: unknown) => {
      dialled.disconnect();
      throw cause;
    });
    return dialled;
  };
  const socket = await dial();
  return {
    ask,
    signIn,
    dial,
    socket,
    command: (name, payload) => socket.timeout(40_000).emitWithAck(name, payload),
  };
}

const readiness = async (olga: Olga) => (await olga.ask('GET', '/readyz')).status;

/** Says one thing after another until `stop`; what was refused is said again with the same key. */
function talk(olga: Olga) {
  const acknowledged: string[] = [];
  const refusals = new Set<unknown>();
  let over = false;
  const stop = async () => {
    over = true;
    await ended;
  };
  const ended = (async () => {
    for (let n = 0; !over; n += 1) {
      const content = `message ${n}`;
      for (;;) {
        const answer = await olga.command('chat:message', { ...ROOM, content, clientId: `m${n}` });
        if (answer.ok) break;
        if (over) return;
        refusals.add(answer.error?.code);
      }
      acknowledged.push(content);
    }
  })();
  return { acknowledged, refusals, stop };
}

describeWith(POSTGRES, findPostgres(), 'PostgreSQL fails while the server runs', (bin) => {
  let folder: string;
  let postgres: PostgresServer;
  let databaseUrl: string;
  let server: ServerProcess;
  let olga: Olga;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-outage-'));
    postgres = await startPostgres(bin);
    databaseUrl = await postgres.createDatabase();
    const env = { ...ENV, DATABASE_URL: databaseUrl };
    server = await startServerProcess({ dataDir: folder, port: await freePort(), env });
    olga = await olgaOn(server);
    expect((await olga.command('chat:join', ROOM)).ok).toBe(true);
  });
  afterAll(async () => {
    olga?.socket.disconnect();
    await server?.end('SIGTERM');
    await postgres?.stop();
    rmSync(folder, { recursive: true });
  });

  it('P1 P11: gone, everything is refused as UNAVAILABLE; back, all goes on without a restart, with nothing lost and nothing twice', async () => {
    const heard: { seq: number; content: string }[] = [];
    const reader = await olgaOn(server);
    await reader.command('chat:join', ROOM);
    reader.socket.on('chat:message', (message: { content: string }, meta: { seq: number }) => {
      heard.push({ seq: meta.seq, content: message.content });
    });
    let disconnects = 0;
    for (const { socket } of [olga, reader]) socket.on('disconnect', () => (disconnects += 1));

    const talking = talk(olga);
    onTestFinished(talking.stop);
    await expect.poll(() => talking.acknowledged.length).toBeGreaterThan(10);
    await postgres.lose('crash');
    expect(await olga.ask('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ok: false, reasons: [expect.stringContaining('database')] },
    });
    const [written, read, signedIn, history] = await Promise.all([
      reader.ask('POST', GENERAL, { content: 'by REST' }),
      reader.ask('GET', GENERAL),
      reader.signIn(),
      reader.command('chat:history', ROOM),
    ]);
    for (const answer of [written, read, signedIn]) expect(answer).toMatchObject(REFUSED);
    expect(history).toMatchObject(REFUSED.body);

    // By now nobody waits any more, and who comes new is not taken for signed out.
    const started = performance.now();
    expect(
      await reader.command('chat:message', { ...ROOM, content: 'late', clientId: 'late' }),
    ).toMatchObject(REFUSED.body);
    await expect(reader.dial()).rejects.toMatchObject({ data: REFUSED.body.error });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(await olga.ask('GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
    expect(await readiness(olga)).toBe(503);

    const before = talking.acknowledged.length;
    await postgres.comeBack();
    await expect.poll(() => readiness(olga), { timeout: 30_000 }).toBe(200);
    await expect.poll(() => talking.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + 10);
    await talking.stop();
    expect((await reader.signIn()).status).toBe(200);
    const said = await reader.ask('POST', GENERAL, { content: 'by REST again' });
    expect(said.status).toBe(201);

    // Where the crash met a commit, what was said in it was answered only now.
    expect([...talking.refusals].filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
    const everything = [...talking.acknowledged, 'by REST again'];
    expect(await contents(reader)).toEqual(everything);
    await expect.poll(() => heard.length).toBe(everything.length);
    expect(heard.map(({ content }) => content)).toEqual(everything);
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, index) => (heard[0]?.seq ?? 0) + index));
    expect(disconnects).toBe(0);
    reader.socket.disconnect();
  });

  it('P1 P3: gone in the middle of a commit, only what was in it waits for the truth; all else is refused', async () => {
    const proxy = await startFaultProxy(await postgres.createDatabase());
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-outage-'));
    const env = { ...ENV, DATABASE_URL: proxy.url };
    const server = await startServerProcess({ dataDir, port: await freePort(), env });
    const olga = await olgaOn(server);
    onTestFinished(async () => {
      olga.socket.disconnect();
      await server.end('SIGTERM');
      await proxy.close();
      rmSync(dataDir, { recursive: true });
    });
    const say = (content: string) =>
      olga.command('chat:message', { ...ROOM, content, clientId: `key of ${content}` });
    await olga.command('chat:join', ROOM);
    await say('before');
    const broken = proxy.breakAt('commit', 'after').then(proxy.shut);
    const unknown = say('in it');
    await broken;
    expect(await say('behind it')).toMatchObject(REFUSED.body);
    expect(await olga.ask('POST', GENERAL, { content: 'by REST' })).toMatchObject(REFUSED);
    expect(await Promise.race([unknown, readiness(olga)])).toBe(503);
    proxy.open();
    expect(await unknown).toMatchObject({ ok: true });
    expect(await say('behind it')).toMatchObject({ ok: true });
    expect(await say('in it')).toEqual(await unknown);
    expect(await contents(olga)).toEqual(['before', 'in it', 'behind it']);
  });

  it('taking no writes, it still answers what is asked, says it is not ready, and goes on once it takes them', async () => {
    const setting = (value: string) => `ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET
      default_transaction_read_only = ${value}`;
    const inDatabase =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()';
    const admin = new pg.Client({ connectionString: postgres.url });
    await admin.connect();
    try {
      await admin.query(setting('on'));
      await admin.query(inDatabase, [new URL(databaseUrl).pathname.slice(1)]);
      await expect.poll(() => readiness(olga)).toBe(503);
      const [written, heard, read] = await Promise.all([
        olga.ask('POST', GENERAL, { content: 'refused' }),
        olga.command('chat:message', { ...ROOM, content: 'kept', clientId: 'kept' }),
        olga.ask('GET', GENERAL),
      ]);
      expect(written).toMatchObject(REFUSED);
      expect(heard).toMatchObject(REFUSED.body);
      expect(read.status).toBe(200);
      await admin.query(setting('off'));
      await expect.poll(() => readiness(olga), { timeout: 30_000 }).toBe(200);
      const again = await olga.command('chat:message', { ...ROOM, content: 'kept', clientId: 'kept' });
      expect(again).toMatchObject({ ok: true });
      const all = await contents(olga);
      expect(all.filter((content) => content === 'kept')).toHaveLength(1);
      expect(all).not.toContain('refused');
    } finally {
      await admin.end();
    }
  });
});

describe.skipIf(!mayMount())('SQLite on a full disk (needs the right to mount a small one)', () => {
  let disk: SmallDisk | undefined;
  let server: ServerProcess;
  let olga: Olga;

  beforeAll(async () => {
    disk = smallDisk(8);
    const dataDir = join(disk?.folder ?? '', 'data');
    mkdirSync(dataDir);
    server = await startServerProcess({ dataDir, port: await freePort(), env: ENV });
    olga = await olgaOn(server);
    expect((await olga.command('chat:join', ROOM)).ok).toBe(true);
  });
  afterAll(async () => {
    olga?.socket.disconnect();
    await server?.end('SIGTERM');
    disk?.unmount();
  });

  it('P1: writes are refused as UNAVAILABLE, reads go on; with space again, so do writes, with nothing lost', async () => {
    const before = await olga.command('chat:message', { ...ROOM, content: 'before' });
    expect(before.ok).toBe(true);
    const filler = join(disk?.folder ?? '', 'filler');
    fill(filler);
    expect(await olga.ask('POST', GENERAL, { content: 'refused' })).toMatchObject(REFUSED);
    const kept = { ...ROOM, content: 'kept', clientId: 'kept' };
    expect(await olga.command('chat:message', kept)).toMatchObject(REFUSED.body);
    expect(await contents(olga)).toEqual(['before']);
    expect((await olga.ask('GET', '/healthz')).status).toBe(200);
    expect(await readiness(olga)).toBe(503);
    rmSync(filler);
    await expect.poll(() => readiness(olga)).toBe(200);
    expect(await olga.command('chat:message', kept)).toMatchObject({ ok: true });
    expect(await contents(olga)).toEqual(['before', 'kept']);
  });
});

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (cause) {
    expect(cause).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(file);
  }
}

/** What was said in the room, oldest first: all pages of it. */
async function contents(olga: Olga): Promise<string[]> {
  const all: string[] = [];
  let before = '';
  for (;;) {
    const { status, body } = await olga.ask('GET', `${GENERAL}?limit=100${before}`);
    expect(status).toBe(200);
    const { items, hasMore } = body as { items: { id: string; content: string }[]; hasMore: boolean };
    all.unshift(...items.map(({ content }) => content));
    if (!hasMore) return all;
    before = `&before=${items[0]?.id}`;
  }
}
