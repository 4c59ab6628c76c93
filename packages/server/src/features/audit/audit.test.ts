/** How long entries are kept. That they are written, and who reads them, is tested through the real doors (`main/moderation/audit.test.ts`). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, settled } from '@parley/testkit/kernel/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../adapters/storage/sql/storage.ts';
import { openSqlite } from '../../adapters/storage/sqlite/open.ts';
import { orderedMigrations } from '../../platform/migrator/migrations.ts';
import { auditConfig } from './config.ts';
import { migrations } from './migrations/index.ts';
import { audited } from './public.ts';
import type { AuditTables } from './tables.ts';
import { startUpkeep } from './upkeep.ts';

const DAY_MS = 86_400_000;

describe('entries', () => {
  let dataDir: string;
  let storage: Storage;
  const clock = new ManualClock();
  const log = { info: () => {}, warn: () => {}, error: () => {} };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'parley-audit-'));
    storage = await openSqlite({ dataDir, entities: [] });
    await storage.migrate(orderedMigrations([{ name: 'audit', migrations }]));
  });
  afterEach(async () => {
    await storage.close();
    await rm(dataDir, { recursive: true });
  });

  const kept = async () => {
    const rows = await storage.database
      .reader<AuditTables>()
      .selectFrom('audit_entries')
      .select('id')
      .execute();
    return rows.map(({ id }) => id);
  };

  async function entry(id: string): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    const actor = {
      userId: 'a',
      username: 'a',
      displayName: 'A',
      role: 'owner',
      active: true,
      authVersion: 0,
    };
    const statement = audited(
      { actor, at, newId: () => id },
      { action: 'people:role', target: { kind: 'user', id: 'b' } },
    );
    const answer = { kind: 'json', json: '{}' } as const;
    await storage.log.commit([{ expect: [], statements: [statement], appends: [], answer }]);
  }

  it('are forgotten once they are older than they are to be kept, and not before', async () => {
    let days = 0;
    const commits = {
      commit: async (set: Parameters<Storage['log']['commit']>[0][number]) => {
        await storage.log.commit([set]);
        days += 1;
        return { kind: 'committed', events: [], answer: '{}' } as const;
      },
    };
    await entry('old');
    const stop = startUpkeep({ clock, commits, db: storage.database, log }, 3);
    /** The next day's round is set once this one's is written. */
    const pass = async (day: number) => {
      await clock.advance(DAY_MS);
      await expect.poll(() => days).toBe(day);
      await settled();
    };
    await pass(1);
    await pass(2);
    await entry('young');
    await pass(3);
    expect(await kept()).toEqual(['old', 'young']);
    await pass(4);
    expect(await kept()).toEqual(['young']);
    stop();
  });

  it('are kept for good unless told otherwise', () => {
    expect(auditConfig({})).toEqual({ keepDays: 0 });
    expect(auditConfig({ AUDIT_KEEP_DAYS: '90' })).toEqual({ keepDays: 90 });
    expect(() => auditConfig({ AUDIT_KEEP_DAYS: '-1' })).toThrow('AUDIT_KEEP_DAYS');
  });
});
