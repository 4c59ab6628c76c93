/** Jobs as nodes do them, on real databases: by whom, how often, and what becomes of those that fail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openPostgres } from '../adapters/storage/postgres/open.ts';
import type { Storage } from '../adapters/storage/sql/storage.ts';
import { openSqlite } from '../adapters/storage/sqlite/open.ts';
import type { Settlement, Telemetry, WriteSet } from '../kernel/index.ts';
import type { Commits } from '../platform/db/commits.ts';
import { type DoJob, Hopeless, type JobDef, jobKind } from '../platform/jobs/definition.ts';
import { JobRunner } from '../platform/jobs/runner.ts';

const COUNTING = jobKind('test:counting', z.object({ n: z.number() }), { attempts: 3 });
const EMPTY: WriteSet = { expect: [], statements: [], appends: [], answer: { kind: 'json', json: '{}' } };
const MINUTE_MS = 60_000;

interface Node {
  readonly runner: JobRunner;
  readonly failures: string[];
}

/** One after the other, as the log asks for it. */
function commitsOf({ log }: Storage): Commits {
  let last: Promise<unknown> = Promise.resolve();
  const commit = async (set: WriteSet): Promise<Settlement> => {
    const [outcome] = await log.commit([set]);
    if (!outcome) throw new Error('no outcome');
    return outcome.kind === 'committed' ? { kind: 'committed', events: [], answer: '{}' } : outcome;
  };
  return {
    commit: (set) => {
      const settled = last.then(() => commit(set));
      last = settled.catch(() => undefined);
      return settled;
    },
  };
}

function nodeOf(storage: Storage, clock: ManualClock, run: DoJob<{ n: number }> | readonly JobDef[]): Node {
  const failures: string[] = [];
  const telemetry: Telemetry = { count() {}, observe() {}, error: (what) => failures.push(what) };
  const ids = { next: () => 'id', digest: (text: string) => text, random: () => 0.5 };
  const kinds = typeof run === 'function' ? [COUNTING.doneBy(run)] : run;
  const runner = new JobRunner({
    jobs: storage.jobs,
    commits: commitsOf(storage),
    clock,
    ids,
    telemetry,
    kinds,
  });
  return { runner, failures };
}

async function make(storage: Storage, count: number, dueAt?: number): Promise<void> {
  const jobs = Array.from({ length: count }, (_, n) => COUNTING.request({ n }, dueAt));
  await storage.log.commit([{ ...EMPTY, jobs }]);
}

describe('jobs on one node', () => {
  let folder: string;
  let clock: ManualClock;
  let storage: Storage;
  let node: Node | null = null;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-jobs-'));
    clock = new ManualClock();
    storage = await openSqlite({ dataDir: folder, entities: [], now: () => clock.now() });
    await storage.migrate([]);
  });
  afterEach(async () => {
    await node?.runner.stop(0);
    node = null;
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (run: DoJob<{ n: number }>): Node => {
    node = nodeOf(storage, clock, run);
    node.runner.wake();
    return node;
  };
  const counts = () => storage.jobs.counts();

  it('does what is due, once each, and what is made later when it is told', async () => {
    const done: number[] = [];
    await make(storage, 20);
    const { runner } = start(async ({ n }) => {
      done.push(n);
      return null;
    });
    await expect.poll(counts).toEqual({ waiting: 0, dead: 0 });
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await make(storage, 1);
    runner.wake();
    await expect.poll(() => done.length).toBe(21);
  });

  it('does what is due later when that time comes, and notices what nobody told it of', async () => {
    const done: number[] = [];
    start(async ({ n }) => {
      done.push(n);
      return null;
    });
    await make(storage, 1, clock.now() + MINUTE_MS);
    await clock.advance(MINUTE_MS - 3_000);
    expect(done).toEqual([]);
    await expect
      .poll(async () => {
        await clock.advance(1_000);
        return done;
      })
      .toEqual([0]);
  });

  it('tries again what failed, later each time, and gives it up in the end', async () => {
    await make(storage, 1);
    const at: number[] = [];
    const { failures } = start(async () => {
      at.push(clock.now());
      throw new Error('no luck');
    });
    await expect
      .poll(async () => {
        await clock.advance(500);
        return (await counts()).dead;
      })
      .toBe(1);
    expect(at).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(2_000);
    expect(third - second).toBeGreaterThanOrEqual(4_000);
    expect(failures).toEqual([1, 2, 3].map((n) => `test:counting failed (attempt ${n})`));
    const [dead] = await storage.jobs.dead(null, 10);
    expect(dead).toMatchObject({ kind: 'test:counting', attempts: 3, error: 'no luck' });
  });

  it('gives up at once what no other try would help', async () => {
    await make(storage, 1);
    await storage.log.commit([
      { ...EMPTY, jobs: [{ kind: COUNTING.kind, data: '{"n":"of an older shape"}' }] },
    ]);
    start(async () => {
      throw new Hopeless('there is no such thing');
    });
    await expect.poll(counts).toEqual({ waiting: 0, dead: 2 });
    const errors = (await storage.jobs.dead(null, 10)).map(({ error, attempts }) => `${attempts} ${error}`);
    expect(errors).toEqual(['1 the job is not of the shape its kind has', '1 there is no such thing']);
  });

  it('does no more of a kind at once than that allows, and others meanwhile', async () => {
    const slow = jobKind('test:slow', z.object({}), { atOnce: 2 });
    const quick = jobKind('test:quick', z.object({}));
    const requests = [slow, quick].flatMap((kind) => Array.from({ length: 10 }, () => kind.request({})));
    await storage.log.commit([{ ...EMPTY, jobs: requests }]);
    const waiting: (() => void)[] = [];
    let most = 0;
    let done = 0;
    node = nodeOf(storage, clock, [
      slow.doneBy(async () => {
        await new Promise<void>((resolve) => {
          most = Math.max(most, waiting.push(resolve));
        });
        return null;
      }),
      quick.doneBy(async () => {
        done += 1;
        return null;
      }),
    ]);
    node.runner.wake();
    await expect.poll(() => [waiting.length, done]).toEqual([2, 10]);
    await expect
      .poll(async () => {
        for (const go of waiting.splice(0)) go();
        return counts();
      })
      .toEqual({ waiting: 0, dead: 0 });
    expect(most).toBe(2);
  });

  it('decides anew when what it decided on has changed', async () => {
    await make(storage, 1);
    let decisions = 0;
    start(async () => {
      decisions += 1;
      const expect = decisions === 1 ? [{ channel: 'room:1', aclVersion: 9 }] : [];
      return { expect, statements: [], appends: [] };
    });
    await expect.poll(counts).toEqual({ waiting: 0, dead: 0 });
    expect(decisions).toBe(2);
  });

  it('keeps a long job its own', async () => {
    await make(storage, 1);
    let finish = () => {};
    let begun = 0;
    start(async () => {
      begun += 1;
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return null;
    });
    await expect.poll(() => begun).toBe(1);
    for (let minute = 0; minute < 5; minute += 1) {
      for (let part = 0; part < 4; part += 1) {
        await clock.advance(MINUTE_MS / 4);
        // Behind the extension, if one is on its way to the database.
        await storage.log.commit([EMPTY]);
      }
    }
    expect(begun).toBe(1);
    finish();
    await expect.poll(counts).toEqual({ waiting: 0, dead: 0 });
  });

  it('lets go of what is not done when it goes, for the next to do', async () => {
    await make(storage, 1);
    let begun = false;
    const { runner } = start(async (_, { signal }) => {
      begun = true;
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return null;
    });
    await expect.poll(() => begun).toBe(true);
    const stopped = runner.stop(1_000);
    await clock.advance(1_000);
    await stopped;
    expect(await counts()).toEqual({ waiting: 1, dead: 0 });
    const done: number[] = [];
    start(async ({ n }, { attempt }) => {
      done.push(n, attempt);
      return null;
    });
    await expect.poll(() => done).toEqual([0, 2]);
  });
});

describeWith(POSTGRES, findPostgres(), 'jobs on several nodes', (bin) => {
  let postgres: PostgresServer;
  let folder: string;
  const storages: Storage[] = [];
  const nodes: Node[] = [];

  beforeAll(async () => {
    postgres = await startPostgres(bin, { settings: { fsync: 'off' } });
    folder = mkdtempSync(join(tmpdir(), 'parley-jobs-'));
  });
  afterAll(async () => {
    for (const { runner } of nodes) await runner.stop(0);
    for (const storage of storages) await storage.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('never two on one job', async () => {
    const url = await postgres.createDatabase();
    for (const name of ['one', 'two', 'three']) {
      const storage = await openPostgres({ url, dataDir: join(folder, name), entities: [] });
      await storage.migrate([]);
      storages.push(storage);
    }
    const [first] = storages;
    if (!first) throw new Error('no storage');
    await make(first, 150);
    const doneBy = new Map<number, number[]>();
    storages.forEach((storage, index) => {
      const node = nodeOf(storage, new ManualClock(), async ({ n }) => {
        doneBy.set(n, [...(doneBy.get(n) ?? []), index]);
        return null;
      });
      nodes.push(node);
      node.runner.wake();
    });
    await expect.poll(() => first.jobs.counts(), { timeout: 20_000 }).toEqual({ waiting: 0, dead: 0 });
    expect([...doneBy.values()].every((by) => by.length === 1)).toBe(true);
    expect(doneBy.size).toBe(150);
    expect(new Set([...doneBy.values()].flat()).size).toBeGreaterThan(1);
    expect(nodes.flatMap(({ failures }) => failures)).toEqual([]);
  });
});
