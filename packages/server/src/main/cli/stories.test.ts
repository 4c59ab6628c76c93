/** Backups of servers people are talking on, and the way from SQLite to PostgreSQL and back. */

import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Said } from '@parley/testkit/checker/record';
import { RecordingClient } from '@parley/testkit/checker/recording-client';
import { register } from '@parley/testkit/process/accounts';
import { type ServerProcess, startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import pg from 'pg';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { leftEmpty, parley, sumsOf } from './harness.ts';

// Servers and commands are started several times each, from source compiled on the way.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

type Env = Readonly<Record<string, string>>;
const ENV = { LIMIT_COMMANDS_PER_SECOND: '0', LIMIT_CONNECTIONS_PER_SECOND: '0' };

interface Position {
  readonly epoch: string;
  readonly seq: number;
}

let folder: string;
let servers: ServerProcess[];
let clients: RecordingClient[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-backup-'));
  servers = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  for (const server of servers) await server.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function serve(dataDir: string, env: Env = {}): Promise<ServerProcess> {
  const server = await startServerProcess({ dataDir, port: await freePort(), env: { ...ENV, ...env } });
  servers.push(server);
  return server;
}

async function signIn(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: username, password: `correct horse ${username}` }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

async function generalOf(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}/api/chat/rooms/general`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { room: { id: string } }).room.id;
}

function client(url: string, name: string, token: string, roomId: string): RecordingClient {
  const made = new RecordingClient({ url, name, token, roomId });
  clients.push(made);
  return made;
}

/** What the server says to somebody who comes to the room with this position, or with none. */
async function resume(url: string, token: string, roomId: string, position?: Position) {
  const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true });
  try {
    const payload = { channel: `room:${roomId}`, ...(position ? { position } : {}) };
    const answer = await socket.timeout(10_000).emitWithAck('channel:subscribe', payload);
    expect(answer).toMatchObject({ ok: true });
    return answer.data as { recovered: boolean; position: Position };
  } finally {
    socket.disconnect();
  }
}

const acknowledgedOf = (people: readonly RecordingClient[]): Said[] =>
  people.flatMap(({ record }) => record.said.filter(({ acknowledged }) => acknowledged.length > 0));

/** People talk while a backup is taken; it is put back elsewhere, and their own records decide. */
async function story(from: Env, to: Env): Promise<void> {
  const [dataDir, elsewhere, backup] = ['data', 'elsewhere', 'backup'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const server = await serve(dataDir, from);
  const names = ['ann', 'bob', 'cyd'];
  const people = await Promise.all(names.map((name) => register(server.url, name)));
  const roomId = await generalOf(server.url, people[0]?.token ?? '');
  const writers = people.map(({ token, username }) => client(server.url, username, token, roomId));
  let talking = true;
  const talks = writers.map(async (writer, index) => {
    for (let n = 0; talking; n += 1) await writer.say(`${names[index]} says ${n}`, `${names[index]}-${n}`);
  });
  const count = () => acknowledgedOf(writers).length;
  await expect.poll(count, { timeout: 60_000 }).toBeGreaterThan(200);
  const { position } = await resume(server.url, people[0]?.token ?? '', roomId);

  const before = acknowledgedOf(writers);
  const taken = await parley(['backup', backup], { DATA_DIR: dataDir, ...from });
  expect(taken).toMatchObject({ code: 0 });
  const after = count();
  // Nobody was held up by it.
  expect(after).toBeGreaterThan(before.length);
  await expect.poll(count).toBeGreaterThan(after);
  talking = false;
  await Promise.all(talks);
  await server.end('SIGTERM');

  expect(await parley(['restore', backup], { DATA_DIR: elsewhere, ...to })).toMatchObject({ code: 0 });
  expect(statSync(join(elsewhere, 'keys.json')).mode & 0o777).toBe(0o600);
  const restored = await serve(elsewhere, to);
  const token = await signIn(restored.url, 'ann');
  const reader = client(restored.url, 'ann', token, roomId);
  const history = await reader.history();
  const there = new Map(history.map((message) => [message.id, message]));

  for (const { content, acknowledged } of before) {
    expect(there.get(acknowledged[0]?.id ?? '')).toMatchObject({ content, seq: acknowledged[0]?.seq });
  }
  // None is torn, and there is no hole: up to the last message that is there, all that was acknowledged is there.
  const said = new Set(writers.flatMap(({ record }) => record.said.map(({ content }) => content)));
  expect(history.filter(({ content }) => !said.has(content))).toEqual([]);
  const head = history.at(-1)?.seq ?? 0;
  const missing = acknowledgedOf(writers).filter(
    ({ acknowledged: [own] }) => own && own.seq <= head && !there.has(own.id),
  );
  expect(missing).toEqual([]);

  expect(await resume(restored.url, token, roomId, position)).toMatchObject({ recovered: false });
  const next = await reader.say('we are back', 'back');
  expect(next.acknowledged[0]?.seq).toBeGreaterThan(head);
  const now = await resume(restored.url, token, roomId);
  expect(now.position.epoch).not.toBe(position.epoch);
  await restored.end('SIGKILL');
  // The new epoch is kept, and what is acknowledged after a restore is as durable as ever.
  const again = await serve(elsewhere, to);
  expect(await resume(again.url, token, roomId, now.position)).toMatchObject({ recovered: true });
}

it('P1 P4: a backup beside a running server holds all that was acknowledged before, and is trusted by no old position', async () => {
  await story({}, {});
});

describeWith(POSTGRES, findPostgres(), 'with PostgreSQL', (bin) => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });
  afterAll(() => postgres?.stop());

  /** The number of relations in a database. */
  async function relations(url: string): Promise<number> {
    const db = new pg.Client({ connectionString: url });
    await db.connect();
    try {
      const { rows } = await db.query(
        `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace`,
      );
      return (rows[0] as { n: number }).n;
    } finally {
      await db.end();
    }
  }

  it('P1 P4: a backup beside a running server holds all that was acknowledged before, and is trusted by no old position', async () => {
    const from = { DATABASE_URL: await postgres.createDatabase() };
    await story(from, { DATABASE_URL: await postgres.createDatabase() });
  });

  it('P1 P4: moves SQLite to PostgreSQL in the same epoch, fences the old database, and comes back the same', async () => {
    const dataDir = join(folder, 'data');
    const url = await postgres.createDatabase();
    const inData = { DATA_DIR: dataDir };
    const server = await serve(dataDir);
    const { token } = await register(server.url, 'ann');
    const roomId = await generalOf(server.url, token);
    const writer = client(server.url, 'ann', token, roomId);
    // Nothing that a format could trip over is lost: quotes, line ends, what is beyond the first plane.
    for (const content of ['first', '"quoted\\" \u2028 and\nlines', 'สวัสดี 👋🏽 مرحبا', '{"b":"bm90"}']) {
      await writer.say(content, content);
    }
    const { position } = await resume(server.url, token, roomId);
    const last = await writer.say('last', 'last');

    const refused = await parley(['migrate-db', '--to', url], inData);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('Stop that one first') });
    expect(await relations(url)).toBe(0);
    await server.end('SIGTERM');

    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string];
    expect(await parley(['backup', a], inData)).toMatchObject({ code: 0 });
    const moved = await parley(['migrate-db'], { ...inData, TO_DATABASE_URL: url });
    expect(moved).toMatchObject({ code: 0, output: expect.stringContaining('Moved') });
    const { epochs: _marks, ...sums } = sumsOf(a);
    const inPostgres = { ...inData, DATABASE_URL: url };
    expect(await parley(['backup', b], inPostgres)).toMatchObject({ code: 0 });
    expect(sumsOf(b)).toMatchObject(sums);

    // What is said on the command line wins.
    const elsewhere = 'postgres://127.0.0.1:1/nowhere';
    const twice = await parley(['migrate-db', '--to', url], { ...inData, TO_DATABASE_URL: elsewhere });
    expect(twice).toMatchObject({ code: 1, output: expect.stringContaining('not empty') });
    const already = await parley(['migrate-db', '--to', url], inPostgres);
    expect(already).toMatchObject({ code: 1, output: expect.stringContaining('uses PostgreSQL already') });

    const back = join(folder, 'back');
    expect(await parley(['restore', b], { DATA_DIR: back })).toMatchObject({ code: 0 });
    expect(await parley(['backup', c], { DATA_DIR: back })).toMatchObject({ code: 0 });
    expect(sumsOf(c)).toMatchObject(sums);

    const onPostgres = await serve(dataDir, { DATABASE_URL: url });
    expect(await resume(onPostgres.url, token, roomId, position)).toMatchObject({
      recovered: true,
      events: [{ data: { id: last.acknowledged[0]?.id } }],
    });
    // Replays are known there too, and identities go on counting.
    const there = client(onPostgres.url, 'ann', token, roomId);
    expect((await there.say('last', 'last')).acknowledged).toEqual(last.acknowledged);
    await there.say('on PostgreSQL', 'on');
    await onPostgres.end('SIGTERM');
    const onOld = await serve(dataDir);
    expect(await resume(onOld.url, token, roomId, position)).toMatchObject({ recovered: false });
  });

  it('refuses a database that is not empty, is not there, or can’t be reached; a damaged backup leaves it empty', async () => {
    const dataDir = join(folder, 'data');
    await (await serve(dataDir)).end('SIGTERM');
    const backup = join(folder, 'backup');
    expect(await parley(['backup', backup], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
    const restoreInto = async (url: string, words: string) => {
      const to = join(folder, `to-${words}`);
      const ended = await parley(['restore', backup], { DATA_DIR: to, DATABASE_URL: url });
      expect(ended).toMatchObject({ code: 1, output: expect.stringContaining(words) });
      expect(leftEmpty(to)).toBe(true);
    };
    const used = await postgres.createDatabase();
    const db = new pg.Client({ connectionString: used });
    await db.connect();
    await db.query('create table something (of_others text)');
    await db.end();
    await restoreInto(used, 'not empty');
    expect(await relations(used)).toBe(1);
    await restoreInto(`${used}_not`, 'createdb');
    await restoreInto(`postgres://parley@127.0.0.1:${await freePort()}/x`, 'can’t be reached');
    const unmade = await parley(['backup', join(folder, 'none')], {
      DATA_DIR: dataDir,
      DATABASE_URL: await postgres.createDatabase(),
    });
    expect(unmade).toMatchObject({ code: 1, output: expect.stringContaining('no Parley database') });

    const table = join(backup, 'tables/rooms.ndjson.gz');
    truncateSync(table, 40);
    const empty = await postgres.createDatabase();
    await restoreInto(empty, 'damaged');
    expect(await relations(empty)).toBe(0);
  });
});
