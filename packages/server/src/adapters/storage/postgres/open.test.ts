/** Storage on PostgreSQL: what both adapters promise, and what is its own: several nodes, lost connections, restarts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CommitOutcome, WriteSet } from '../../../kernel/ports/log.ts';
import { storageConformance } from '../sql/conformance/storage.conformance.ts';
import { NOTE_MIGRATIONS, NOTES } from '../sql/conformance/subject.ts';
import type { Storage } from '../sql/storage.ts';
import { type FaultProxy, startFaultProxy } from './conformance/fault-proxy.ts';
import { openPostgres, type PostgresOptions } from './open.ts';

describeWith(POSTGRES, findPostgres(), 'PostgreSQL storage', (bin) => {
  let server: PostgresServer;
  let making: Promise<string> | undefined;
  let folder: string;
  const opened: Storage[] = [];
  const proxies: FaultProxy[] = [];

  beforeAll(async () => {
    server = await startPostgres(bin);
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
    making = undefined;
  });
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close();
    for (const proxy of proxies.splice(0)) await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** One database a test, made when it is first asked for: each costs the server a few megabytes to write. */
  const database = (): Promise<string> => {
    making ??= server.createDatabase();
    return making;
  };
  const node = async (name: string, options: Partial<PostgresOptions> = {}): Promise<Storage> => {
    const url = await database();
    const storage = await openPostgres({ url, dataDir: join(folder, name), entities: [NOTES], ...options });
    opened.push(storage);
    await storage.migrate(NOTE_MIGRATIONS);
    return storage;
  };
  const proxied = async (): Promise<FaultProxy> => {
    const proxy = await startFaultProxy(await database());
    proxies.push(proxy);
    return proxy;
  };
  const eventsOf = async ({ log }: Storage, channel: string) =>
    (await log.read(channel, 0, { maxEvents: 1e5, maxBytes: 1e9 })).events;

  // Before the suites that make many databases: recovery after a crash syncs every file there is.
  describe('restarts', () => {
    it('P11: a database that crashes and comes back loses nothing acknowledged, and the node goes on by itself', async () => {
      const storage = await node('a', { retryMs: 30_000 });
      const acknowledged: { clientId: string; seq: number }[] = [];
      let stop = false;
      onTestFinished(() => {
        stop = true;
      });
      const load = (async () => {
        for (let n = 0; !stop; n++) {
          const sets = [0, 1, 2].map((k) => keyed(`c${n}-${k}`, ['room:1']));
          const results = await storage.log.commit(sets);
          for (const [index, { key }] of sets.entries()) {
            const outcome = results[index];
            if (outcome?.kind !== 'committed') throw new Error(`${key.clientId}: ${outcome?.kind}`);
            acknowledged.push({ clientId: key.clientId, seq: outcome.seqs[0] ?? 0 });
          }
        }
      })();
      for (const how of ['crash', 'clean'] as const) {
        const before = acknowledged.length;
        await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 30);
        await server.restart(how);
      }
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 30);
      stop = true;
      await load;
      const events = await eventsOf(storage, 'room:1');
      expect(events.map((event) => event.seq)).toEqual(acknowledged.map(({ seq }) => seq));
      expect(events.map((event) => JSON.parse(event.data).by)).toEqual(
        acknowledged.map(({ clientId }) => clientId),
      );
    }, 90_000);
  });

  describe('several nodes', () => {
    it('that start at once migrate once and share the epoch', async () => {
      const nodes = await Promise.all(['a', 'b', 'c'].map((name) => node(name)));
      expect(new Set(nodes.map(({ log }) => log.epoch)).size).toBe(1);
    });

    it('P2 P3: write the same channels under the same keys: dense seqs, one effect a key', async () => {
      const nodes = await Promise.all(['a', 'b', 'c'].map((name) => node(name)));
      const outcomes = new Map<string, string[]>();
      await Promise.all(
        nodes.map(async ({ log }, which) => {
          for (let round = 0; round < 30; round++) {
            // Each node in another order and mix: what they have in common is locked in one order.
            const names = [0, 1, 2, 3, 4].map((n) => `c${(n * (which + 1) + round) % 40}`);
            const sets = [...new Set(names)].map((name, n) =>
              keyed(name, [`room:${n % 3}`, `room:${round % 4}`]),
            );
            const results = await log.commit(sets);
            for (const [index, { key }] of sets.entries()) {
              const kinds = outcomes.get(key.clientId) ?? [];
              outcomes.set(key.clientId, [...kinds, results[index]?.kind ?? 'none']);
            }
          }
        }),
      );
      const [first] = nodes as [Storage];
      const all = await Promise.all([0, 1, 2, 3].map((n) => eventsOf(first, `room:${n}`)));
      for (const events of all) {
        expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      }
      const written = all.flat().map((event) => event.data);
      for (const [clientId, kinds] of outcomes) {
        expect(kinds.filter((kind) => kind === 'committed')).toHaveLength(1);
        expect(kinds.every((kind) => kind === 'committed' || kind === 'replayed')).toBe(true);
        expect(written.filter((data) => data.includes(`"${clientId}"`))).toHaveLength(2);
      }
    });

    it('P3: one key on two nodes at once, with no channel to meet in, has one effect', async () => {
      const [a, b] = await Promise.all([node('a'), node('b')]);
      for (let round = 0; round < 25; round++) {
        const sets = Array.from({ length: 4 }, (_, n) => keyed(`r${round}-${n}`, []));
        const [left, right] = await Promise.all([a.log.commit(sets), b.log.commit(sets.toReversed())]);
        const pairs = left.map((outcome, index) => [outcome.kind, right.toReversed()[index]?.kind].sort());
        expect(pairs).toEqual(sets.map(() => ['committed', 'replayed']));
      }
    });

    it('P4: a node that finds another epoch than it started with commits nothing and says so', async () => {
      let fatal: Error | undefined;
      const storage = await node('a', { onFatal: (cause) => (fatal = cause) });
      await storage.log.commit([keyed('c1', ['room:1'])]);
      const restored = sql`insert into epochs (number, epoch, marks) values (2, 'another', 1)`;
      await restored.execute(storage.database.reader());
      await expect(storage.log.commit([keyed('c2', ['room:1'])])).rejects.toThrow('restored');
      expect(fatal?.message).toContain('start again');
      expect(await eventsOf(storage, 'room:1')).toHaveLength(1);
    });
  });

  describe('lost connections', () => {
    it.each([
      ['before the commit arrived', 'commit', 'before'],
      ['after it was committed, the answer lost', 'commit', 'after'],
      ['while channels are locked', 'room:2', 'after'],
      ['at the beginning', 'insert into batches', 'before'],
    ] as const)('P1 P3: %s, the batch has its effect once', async (_, text, when) => {
      const proxy = await proxied();
      const storage = await node('a', { url: proxy.url });
      await storage.log.commit([keyed('c0', ['room:1'])]);
      const broken = proxy.breakAt(text, when);
      const outcomes = await storage.log.commit([keyed('c1', ['room:1']), keyed('c2', ['room:1', 'room:2'])]);
      await broken;
      expect(outcomes).toEqual([committed([2]), committed([3, 1])]);
      const events = await eventsOf(storage, 'room:1');
      expect(events.map(({ seq, data }) => [seq, JSON.parse(data).by])).toEqual([
        [1, 'c0'],
        [2, 'c1'],
        [3, 'c2'],
      ]);
    });

    it('P11: a read whose connection ends between two of its queries fails alone, as what the caller chose', async () => {
      const storage = await node('a', { unavailable: (cause) => new Error('away', { cause }) });
      const { database } = storage;
      const reading = database.snapshot(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        const pid = rows[0]?.pid;
        await sql`select pg_terminate_backend(${pid})`.execute(database.reader());
        const alive = sql`select 1 from pg_stat_activity where pid = ${pid}`;
        await expect.poll(async () => (await alive.execute(database.reader())).rows).toEqual([]);
        await sql`select 1`.execute(tx);
      });
      await expect(reading).rejects.toThrow('away');
      expect(await storage.healthy()).toBe(true);
    });

    it('L5: a batch that never got through is refused after a while, and nothing of it is there', async () => {
      const proxy = await proxied();
      const storage = await node('a', { url: proxy.url, retryMs: 300 });
      await storage.log.commit([keyed('c0', ['room:1'])]);
      proxy.shut();
      await expect(storage.log.commit([keyed('c1', ['room:1'])])).rejects.toThrow();
      expect(await storage.healthy()).toBe(false);
      proxy.open();
      expect(await storage.log.commit([keyed('c2', ['room:1'])])).toEqual([committed([2])]);
      expect(await storage.log.find(keyed('c1', []).key)).toEqual({ kind: 'unknown' });
      expect(await storage.healthy()).toBe(true);
    });
  });

  storageConformance('postgres', {
    database: async () => {
      const url = await server.createDatabase();
      return (dataDir) => openPostgres({ url, dataDir, entities: [NOTES] });
    },
  });
});

type KeyedSet = WriteSet & { readonly key: NonNullable<WriteSet['key']> };

/** Appends one event to each channel. */
function keyed(clientId: string, channels: readonly string[]): KeyedSet {
  return {
    key: { userId: 'u', command: 'write', clientId, hash: 'h' },
    expect: [],
    statements: [],
    appends: channels.map((channel) => ({
      channel,
      type: 'test:event',
      actor: 'u',
      at: '2026-01-01T00:00:00.000Z',
      data: JSON.stringify({ by: clientId }),
    })),
    answer: { kind: 'json', json: '{}' },
  };
}

function committed(seqs: number[]): CommitOutcome {
  return { kind: 'committed', seqs, aclVersions: seqs.map(() => 0) };
}
