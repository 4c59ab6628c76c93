/** The crash story: people talk, the server is killed at random moments, and their own records decide P1–P5. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeededIds } from '../kernel/seeded-ids.ts';
import { api, register } from '../process/accounts.ts';
import { NO_LIMITS, startServerProcess } from '../process/server-process.ts';
import { freePort } from '../services/free-port.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../services/postgres.ts';
import { POSTGRES } from '../services/programs.ts';
import { describeWith } from '../services/suite.ts';
import { check } from './check.ts';
import { findings } from './judgement.ts';
import { RecordingClient } from './recording-client.ts';

const SEED = 20261121;
const SENDERS = 10;

/** Resolves when that many more were acknowledged: the moment of a kill is a matter of work done, not of time. */
async function acknowledged(clients: readonly RecordingClient[], more: number): Promise<void> {
  const count = () =>
    clients.reduce(
      (sum, { record }) => sum + record.said.reduce((all, { acknowledged: acks }) => all + acks.length, 0),
      0,
    );
  await expect.poll(count, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(count() + more);
}

/** `kills` times the server dies at a random moment of the talk. */
async function crashStory(env: Readonly<Record<string, string>>, kills: number): Promise<void> {
  const chance = new SeededIds(SEED);
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-crash-'));
  const port = await freePort();
  let server = await startServerProcess({ dataDir, port, env });
  const clients: RecordingClient[] = [];
  try {
    const accounts = await Promise.all(
      Array.from({ length: SENDERS + 2 }, (_, index) => register(server.url, `p${index}`)),
    );
    const general = await api(server.url, accounts[0]?.token ?? '', 'GET', '/api/chat/rooms/general');
    const roomId = (general.body as { room: { id: string } }).room.id;
    accounts.forEach(({ token, username }, index) => {
      const transports = index % 4 === 3 ? (['polling'] as const) : (['websocket'] as const);
      clients.push(new RecordingClient({ url: server.url, name: username, token, roomId, transports }));
    });
    await Promise.all(clients.map((client) => client.following()));

    let talking = true;
    const senders = clients.slice(0, SENDERS).map(async (client, index) => {
      for (let n = 0; talking; n += 1) {
        const said = await client.say(`s${index} n${n}`, `c${index}-${n}`);
        const own = said.acknowledged[0];
        if (!own) throw new Error('said without an acknowledgement');
        const roll = chance.random();
        if (roll < 0.1) await client.edit(own.id, `s${index} n${n} edited`);
        else if (roll < 0.15) await client.remove(own.id);
        else if (roll < 0.25) await client.repeat(said);
        // One that never pauses would be all the load there is.
        await new Promise((resolve) => setTimeout(resolve, chance.random() * 10));
      }
    });
    const wanderer = clients[SENDERS];
    for (let kill = 0; kill < kills; kill += 1) {
      wanderer?.offline();
      await acknowledged(clients, 100 + Math.floor(chance.random() * 200));
      await server.end('SIGKILL');
      server = await startServerProcess({ dataDir, port, env });
      wanderer?.online();
      await Promise.all(clients.map((client) => client.following()));
    }
    await acknowledged(clients, 100);
    talking = false;
    await Promise.all(senders);

    const last = await clients[0]?.say('the end', 'the-end');
    const head = last?.acknowledged[0]?.seq ?? 0;
    await expect.poll(() => Math.min(...clients.map(({ seq }) => seq)), { timeout: 10_000 }).toBe(head);
    const history = (await clients[0]?.history()) ?? [];
    const judgements = check(
      clients.map(({ record }) => record),
      history,
    );
    expect(findings(judgements)).toEqual([]);
    expect(clients.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(judgements.find(({ promise }) => promise === 'P3')?.checked).toBeGreaterThan(100 * (kills + 1));
    expect(clients.flatMap(({ record }) => record.changed).length).toBeGreaterThan(10);
  } finally {
    for (const client of clients) client.close();
    await server.end('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

describe('the crash story', () => {
  it('P1 P2 P3 P4 P5: SIGKILL at random moments loses, doubles and hides nothing', async () => {
    await crashStory(NO_LIMITS, 3);
  }, 180_000);
});

describeWith(POSTGRES, findPostgres(), 'the crash story on PostgreSQL', (bin) => {
  let postgres: PostgresServer;

  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });

  afterAll(() => postgres?.stop());

  it('P1 P2 P3 P4 P5: SIGKILL at random moments loses, doubles and hides nothing', async () => {
    await crashStory({ ...NO_LIMITS, DATABASE_URL: await postgres.createDatabase() }, 2);
  }, 180_000);
});
