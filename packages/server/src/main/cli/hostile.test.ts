/** What the commands refuse: each refusal says what to do, ends with its code, and leaves nothing half done. */

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startServerProcess } from '@parley/testkit/process/server-process';
import { freePort } from '@parley/testkit/services/free-port';
import { mayMount, smallDisk } from '@parley/testkit/services/small-disk';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Manifest, manifestText } from '../backup/manifest.ts';
import { CalledOff, Progress } from '../backup/progress.ts';
import { backup as backupCommand } from './backup.ts';
import { leftEmpty, parley } from './harness.ts';
import { restore as restoreCommand } from './restore.ts';

// Each test starts the command at least once, from source compiled on the way: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const OWNER = {
  OWNER_USERNAME: 'olga',
  OWNER_EMAIL: 'olga@example.org',
  OWNER_PASSWORD: 'correct horse battery',
};
let folder: string;
let dataDir: string;
let good: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'));
  dataDir = join(folder, 'data');
  good = join(folder, 'good');
  const server = await startServerProcess({ dataDir, port: await freePort(), env: OWNER });
  await server.end('SIGTERM');
  mkdirSync(join(dataDir, 'attachments/2026'), { recursive: true });
  writeFileSync(join(dataDir, 'attachments/2026/cat.png'), 'a cat');
  expect(await parley(['backup', good], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
const fresh = (): string => {
  made += 1;
  return join(folder, `fresh-${made}`);
};

describe('wrong calls', () => {
  it.each([
    [[]],
    [['explode']],
    [['backup']],
    [['backup', 'a', 'b']],
    [['backup', '--force']],
    [['restore']],
    [['migrate-db', '--to', 'mysql://host/database']],
    [['migrate-db', 'postgres://host/database']],
    [['migrate-db', '--to', 'postgres://host/database', 'and-more']],
    [['migrate-db', '--to']],
  ])('parley %j is answered with the usage and 2', async (args) => {
    const { code, output } = await parley(args, { DATA_DIR: fresh() });
    expect({ code, usage: output.includes('Usage:') }).toEqual({ code: 2, usage: true });
  });

  it('--help is answered with the usage and 0', async () => {
    const { code, output } = await parley(['--help'], { DATA_DIR: fresh() });
    expect(code).toBe(0);
    for (const name of ['backup', 'restore', 'migrate-db']) expect(output).toContain(`parley ${name} `);
  });

  it('a wrong configuration is told by its variable', async () => {
    const { code, output } = await parley(['backup', fresh()], { DATABASE_URL: 'mysql://x' });
    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL must be an address');
  });

  it.each([
    [{}, 'TO_DATABASE_URL must name the empty database to move to'],
    [{ TO_DATABASE_URL: 'mysql://u:s3cret@x' }, 'TO_DATABASE_URL must be an address'],
    [{ TO_DATABASE_URL: 'postgres://u:s3cret@127.0.0.1:1/x' }, 'can’t be reached'],
  ])('migrate-db with %j is refused without its password', async (env, words) => {
    const { code, output } = await parley(['migrate-db'], { DATA_DIR: dataDir, ...env });
    expect(code).toBe(1);
    expect(output).toContain(words);
    expect(output).not.toContain('s3cret');
  });
});

describe('a good backup', () => {
  it('is restored whole, with modes as they were', async () => {
    const to = fresh();
    // Of a restore that was killed: it is in nobody's way.
    mkdirSync(join(to, 'restoring'), { recursive: true });
    writeFileSync(join(to, 'restoring/parley.db'), 'half');
    expect(await parley(['restore', good], { DATA_DIR: to })).toMatchObject({ code: 0 });
    expect(statSync(join(to, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(to, 'keys.json'))).toEqual(readFileSync(join(dataDir, 'keys.json')));
    expect(readFileSync(join(to, 'attachments/2026/cat.png'), 'utf8')).toBe('a cat');
    expect(existsSync(join(to, 'restoring'))).toBe(false);
  });

  it('lets nobody else look into it', () => {
    expect(statSync(good).mode & 0o777).toBe(0o700);
    expect(statSync(join(good, 'manifest.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(good, 'tables/users.ndjson.gz')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(good, 'files')).sort()).toEqual(['attachments', 'keys.json']);
  });

  it('is not restored over data, which stays as it is', async () => {
    const before = readdirSync(dataDir);
    const { code, output } = await parley(['restore', good], { DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/not empty. Name an empty one/);
    expect(readdirSync(dataDir)).toEqual(before);
  });

  it('is not overwritten by another one', async () => {
    const { code, output } = await parley(['backup', good], { DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toContain('exists');
  });

  it('is not made inside the data directory, nor from a directory without a database', async () => {
    const inside = await parley(['backup', join(dataDir, 'backup')], { DATA_DIR: dataDir });
    expect(inside).toMatchObject({ code: 1, output: expect.stringContaining('outside') });
    const nowhere = fresh();
    const nothing = await parley(['backup', fresh()], { DATA_DIR: nowhere });
    expect(nothing).toMatchObject({ code: 1, output: expect.stringContaining('Check DATA_DIR') });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('leaves nothing whichever step a command is called off at', async () => {
    for (const command of [backupCommand, restoreCommand]) {
      for (let steps = 0, ended = false; !ended; steps += 1) {
        const made = fresh();
        let left = steps;
        const calledOff = () => left-- <= 0;
        const progress = new Progress({ write: () => true }, calledOff);
        const arg = command === backupCommand ? made : good;
        const env = { DATA_DIR: command === backupCommand ? dataDir : made };
        ended =
          (await command
            .parse([arg])?.({ env, progress, path: (given) => given })
            .then(
              () => true,
              (cause: unknown) => {
                expect(cause).toBeInstanceOf(CalledOff);
                return false;
              },
            )) ?? true;
        if (ended) expect(steps).toBeGreaterThan(3);
        else if (command === restoreCommand) expect(leftEmpty(made)).toBe(true);
        else expect(readdirSync(folder).filter((name) => name.startsWith(basename(made)))).toEqual([]);
      }
    }
  });
});

/** Changes the manifest and seals it again, as whoever tampers would. */
function reseal(backup: string, change: (manifest: Manifest) => object): void {
  const path = join(backup, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest & { sum: string };
  const { format: _format, version: _version, sum: _sum, ...body } = manifest;
  writeFileSync(path, manifestText({ ...body, ...change(manifest) }));
}

const inManifest = (from: string, to: string) => (backup: string) => {
  const path = join(backup, 'manifest.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};

const atPath = (path: string) => (backup: string) =>
  reseal(backup, ({ files }) => ({ files: files.slice(0, 1).map((file) => ({ ...file, path })) }));

const users = (backup: string) => join(backup, 'tables/users.ndjson.gz');

const TAMPERINGS: readonly (readonly [string, (backup: string) => void, string])[] = [
  ['no manifest', (backup) => rmSync(join(backup, 'manifest.json')), 'is no Parley backup'],
  ['half a manifest', (backup) => truncateSync(join(backup, 'manifest.json'), 100), 'not JSON'],
  ['another format', inManifest('"version": 1', '"version": 2'), 'format 2, and this Parley reads format 1'],
  ['another program’s manifest', inManifest('parley-backup', 'else'), 'is no Parley backup'],
  ['a changed manifest', inManifest('"dialect": "sqlite"', '"dialect": "postgres"'), 'was changed'],
  ['a path that leads out', atPath('../../escaped'), 'leads out of the data directory'],
  ['an absolute path', atPath('/tmp/escaped'), 'leads out of the data directory'],
  ['a file in place of the lock', atPath('lock'), 'lock is no file of a backup'],
  ['a file in place of the database', atPath('parley.db-wal'), 'parley.db-wal is no file of a backup'],
  ['a missing file', (backup) => rmSync(join(backup, 'files/keys.json')), 'keys.json is missing'],
  [
    'a changed file',
    (backup) => writeFileSync(join(backup, 'files/keys.json'), '{"keys":[]}'),
    'keys.json is not what was written',
  ],
  ['half a table', (backup) => truncateSync(users(backup), 30), "table users can't be read"],
  ['a missing table', (backup) => rmSync(users(backup)), "table users can't be read"],
  [
    'a changed row',
    (backup) => {
      const text = gunzipSync(readFileSync(users(backup))).toString();
      writeFileSync(users(backup), gzipSync(text.replace('olga', 'eve!')));
    },
    'table users is not what was written',
  ],
  ['a missing row', (backup) => writeFileSync(users(backup), gzipSync('')), 'has 0 rows and should have 1'],
  [
    'a table that unpacks without end',
    (backup) => writeFileSync(users(backup), gzipSync(Buffer.alloc(50_000_000))),
    'larger than what was written',
  ],
  [
    'a newer Parley’s migration',
    (backup) => reseal(backup, ({ migrations }) => ({ migrations: [...migrations, 'chat/9999-later'] })),
    'newer Parley (it has chat/9999-later)',
  ],
  [
    'a table nobody knows',
    (backup) =>
      reseal(backup, ({ tables }) => ({ tables: tables.map((t) => ({ ...t, name: `${t.name}_x` })) })),
    'one that only one side has',
  ],
];

describe('a backup that is not what was written', () => {
  it.each(TAMPERINGS)('%s is refused, and nothing is left', async (_, tamper, words) => {
    const backup = fresh();
    cpSync(good, backup, { recursive: true });
    tamper(backup);
    const to = fresh();
    const { code, output } = await parley(['restore', backup], { DATA_DIR: to });
    expect(output).toContain(words);
    expect(code).toBe(1);
    expect(leftEmpty(to)).toBe(true);
    expect(existsSync('/tmp/escaped') || existsSync(join(folder, '../escaped'))).toBe(false);
  });
});

describe.skipIf(!mayMount())('on a full disk (needs the right to mount a small one)', () => {
  it('neither a backup nor a restore leaves anything behind', async () => {
    const disk = smallDisk(1);
    if (!disk) throw new Error('no disk');
    try {
      writeFileSync(join(dataDir, 'attachments/large'), Buffer.alloc(2_000_000, 7));
      const taken = await parley(['backup', join(disk.folder, 'backup')], { DATA_DIR: dataDir });
      expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('The disk is full') });
      expect(readdirSync(disk.folder)).toEqual([]);
      const large = fresh();
      expect(await parley(['backup', large], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
      const to = join(disk.folder, 'data');
      const restored = await parley(['restore', large], { DATA_DIR: to });
      expect(restored).toMatchObject({ code: 1, output: expect.stringContaining('The disk is full') });
      expect(leftEmpty(to)).toBe(true);
    } finally {
      rmSync(join(dataDir, 'attachments/large'));
      disk.unmount();
    }
  });
});
