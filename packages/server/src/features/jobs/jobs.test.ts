/** What was given up, as people ask for it: who may, and what becomes of it. On both databases. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { CountingTelemetry, LonelyBus, RIG_LIMITS } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../adapters/storage/postgres/open.ts';
import type { Storage, StorageOptions } from '../../adapters/storage/sql/storage.ts';
import { openSqlite } from '../../adapters/storage/sqlite/open.ts';
import { createKernel, type Identity, jsonText, type Kernel } from '../../kernel/index.ts';
import { orderedMigrations } from '../../platform/migrator/migrations.ts';
import { migrations as auditMigrations } from '../audit/migrations/index.ts';
import { jobCommands } from './commands.ts';

const ROLES = ['owner', 'admin', 'moderator', 'member', 'guest'] as const;
const KIND = 'test:hopeless';

interface Answer {
  readonly ok: boolean;
  readonly data?: { items: { id: string }[]; next: string | null };
  readonly error?: { code: string };
}

function suite(open: (options: StorageOptions) => Promise<Storage>): void {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-dead-jobs-'));
  let storage: Storage;
  let kernel: Kernel;

  beforeAll(async () => {
    storage = await open({ dataDir, entities: [] });
    await storage.migrate(orderedMigrations([{ name: 'audit', migrations: auditMigrations }]));
    kernel = await createKernel({
      log: storage.log,
      bus: new LonelyBus(),
      clock: new ManualClock(),
      ids: new SeededIds(),
      telemetry: new CountingTelemetry(),
      // A person's role is their name.
      identities: { find: async (userId) => identity(userId) },
      commands: jobCommands(storage.jobs),
      channels: [],
      limits: RIG_LIMITS,
      endedLogins: async () => [],
      onRevoked: () => {},
      onLastSeen: () => {},
      onJobs: () => {},
    });
  });
  afterAll(async () => {
    await kernel.stop();
    await storage.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = (role: string, command: string, payload: object): Promise<Answer> =>
    new Promise((resolve) => {
      const caller = { userId: role, loginId: 'l', address: '127.0.0.1' };
      kernel.execute(caller, command, payload, (json) => resolve(JSON.parse(jsonText(json))));
    });
  const dead = async (count: number): Promise<string[]> => {
    const jobs = Array.from({ length: count }, (_, n) => ({ kind: KIND, data: `{"n":${n}}` }));
    await kernel.commit({
      expect: [],
      statements: [],
      appends: [],
      jobs,
      answer: { kind: 'json', json: '{}' },
    });
    const claim = await storage.jobs.claim([KIND], count, 60_000);
    for (const job of claim.jobs) await storage.jobs.bury(job, 'no hope');
    return claim.jobs.map(({ id }) => String(id)).reverse();
  };

  it('owners and admins see it page by page, the latest first; nobody else does', async () => {
    const ids = await dead(5);
    for (const role of ROLES) {
      const answer = await ask(role, 'job:list', { limit: 5 });
      if (role === 'owner' || role === 'admin') expect(answer.data?.items.map(({ id }) => id)).toEqual(ids);
      else expect(answer.error?.code).toBe('FORBIDDEN');
    }
    const first = await ask('owner', 'job:list', { limit: 2 });
    expect(first.data?.items[0]).toMatchObject({ kind: KIND, data: { n: 4 }, attempts: 1, error: 'no hope' });
    expect(first.data?.next).toBe(ids[1]);
    const second = await ask('owner', 'job:list', { limit: 3, cursor: ids[1] });
    expect(second.data?.items.map(({ id }) => id)).toEqual(ids.slice(2));
    for (const cursor of ['0', '-1', 'x', '99999999999999999']) {
      expect((await ask('owner', 'job:list', { cursor })).error?.code).toBe('INVALID');
    }
  });

  it('is done again when they say so, and that has one effect', async () => {
    const [jobId = ''] = await dead(1);
    expect((await ask('moderator', 'job:retry', { jobId })).error?.code).toBe('FORBIDDEN');
    expect(await storage.jobs.isDead(Number(jobId))).toBe(true);
    const once = { jobId, clientId: `again ${jobId}` };
    expect((await ask('admin', 'job:retry', once)).ok).toBe(true);
    const { jobs } = await storage.jobs.claim([KIND], 5, 60_000);
    expect(jobs).toMatchObject([{ id: Number(jobId), attempt: 1 }]);
    expect((await ask('admin', 'job:retry', once)).ok).toBe(true);
    expect((await ask('admin', 'job:retry', { jobId })).error?.code).toBe('NOT_FOUND');
    expect((await ask('admin', 'job:discard', { jobId })).error?.code).toBe('NOT_FOUND');
  });

  it('is forgotten when they say so', async () => {
    const [jobId = ''] = await dead(1);
    expect((await ask('member', 'job:discard', { jobId })).error?.code).toBe('FORBIDDEN');
    expect((await ask('owner', 'job:discard', { jobId })).ok).toBe(true);
    expect((await ask('owner', 'job:discard', { jobId })).error?.code).toBe('NOT_FOUND');
    expect((await ask('owner', 'job:retry', { jobId: '9007199254740991' })).error?.code).toBe('NOT_FOUND');
    expect((await ask('owner', 'job:retry', { jobId: 'x' })).error?.code).toBe('INVALID');
  });
}

function identity(role: string): Identity {
  return { userId: role, username: role, displayName: role, role, active: true, authVersion: 0 };
}

describe('dead jobs on SQLite', () => suite(openSqlite));
describeWith(POSTGRES, findPostgres(), 'dead jobs on PostgreSQL', (bin) => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres(bin, { settings: { fsync: 'off' } });
  });
  afterAll(() => postgres.stop());
  suite(async (options) => openPostgres({ ...options, url: await postgres.createDatabase() }));
});
