/** The connection breaks in the middle of the last COMMIT: what the commands say of it is true. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type FaultProxy, startFaultProxy } from '../../adapters/storage/postgres/conformance/fault-proxy.ts';
import { openPostgresTarget } from '../../adapters/storage/postgres/transfer-target.ts';
import { readManifest } from '../backup/manifest.ts';
import { Progress } from '../backup/progress.ts';
import { restoreBackup } from '../backup/restore.ts';
import { allMigrations } from '../migrations.ts';
import { leftEmpty, parley } from './harness.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** As it stands on the wire, where nothing else of a transfer does. */
const COMMIT = 'commit\0';

describeWith(POSTGRES, findPostgres(), 'a COMMIT whose answer is lost', (bin) => {
  let postgres: PostgresServer;
  let folder: string;
  let source: string;
  let backup: string;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
    folder = mkdtempSync(join(tmpdir(), 'parley-commit-'));
    [source, backup] = [join(folder, 'source'), join(folder, 'backup')];
    await (await startServerProcess({ dataDir: source, port: await freePort() })).end('SIGTERM');
    expect(await parley(['backup', backup], { DATA_DIR: source })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  let url: string;
  let proxy: FaultProxy;
  let to: string;
  beforeEach(async () => {
    url = await postgres.createDatabase();
    proxy = await startFaultProxy(url);
    to = mkdtempSync(join(folder, 'to-'));
  });
  afterEach(() => proxy.close());

  async function tables(): Promise<number> {
    const db = new pg.Client({ connectionString: url });
    await db.connect();
    const { rows } = await db.query<{ n: number }>(
      `select count(*)::int as n from pg_tables where schemaname = 'public'`,
    );
    await db.end();
    return rows[0]?.n ?? 0;
  }

  it('restore: it took effect, so all is restored, and a server starts on it', async () => {
    const broken = proxy.breakAt(COMMIT, 'after');
    const ended = await parley(['restore', backup], { DATA_DIR: to, DATABASE_URL: proxy.url });
    await broken;
    expect(ended).toMatchObject({ code: 0, output: expect.stringContaining('Restored') });
    expect(await tables()).toBeGreaterThan(5);
    const env = { DATABASE_URL: url };
    await (await startServerProcess({ dataDir: to, port: await freePort(), env })).end('SIGTERM');
  });

  it('restore: it did not, so nothing is kept', async () => {
    const broken = proxy.breakAt(COMMIT, 'before');
    const ended = await parley(['restore', backup], { DATA_DIR: to, DATABASE_URL: proxy.url });
    await broken;
    expect(ended).toMatchObject({ code: 1, output: expect.stringContaining('nothing was left half done') });
    expect(await tables()).toBe(0);
    expect(leftEmpty(to)).toBe(true);
  });

  it.each([
    ['after', 0, 'Moved'],
    ['before', 1, 'nothing was left half done'],
  ] as const)('migrate-db: lost %s it took effect', async (when, code, words) => {
    const broken = proxy.breakAt(COMMIT, when);
    const ended = await parley(['migrate-db'], { DATA_DIR: source, TO_DATABASE_URL: proxy.url });
    await broken;
    expect(ended).toMatchObject({ code, output: expect.stringContaining(words) });
    expect((await tables()) > 0).toBe(code === 0);
  });

  it.each(['after', 'before'] as const)(
    'the database can’t be asked, lost %s it took effect: that is said, how to find out, and what to do then',
    async (when) => {
      const broken = proxy.breakAt(COMMIT, when).then(() => proxy.shut());
      const into = {
        dataDir: to,
        migrations: allMigrations(),
        open: () => openPostgresTarget(proxy.url, 300),
      };
      const quiet = new Progress({ write: () => true });
      const restored = restoreBackup(backup, await readManifest(backup), into, quiet);
      await expect(restored).rejects.toThrow(
        /holds everything or nothing.*If there are, all is restored: start the server\. If not, empty .* and restore again/,
      );
      await broken;
      // What it says holds: with tables the server starts on what is there.
      expect((await tables()) > 0).toBe(when === 'after');
      expect(readdirSync(to).sort()).toEqual(['epoch.json', 'keys.json']);
      if (when === 'before') return;
      const env = { DATABASE_URL: url };
      await (await startServerProcess({ dataDir: to, port: await freePort(), env })).end('SIGTERM');
    },
  );
});
