/** Files with chat on a real kernel, a throw-away database and the data directory's stores, for tests: time is driven. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FoundFile } from '@parley/contract/features/search/model';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { CountingTelemetry, LonelyBus, RIG_LIMITS } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import { diskBlobs } from '../../adapters/blobs/disk/blobs.ts';
import { openPostgres } from '../../adapters/storage/postgres/open.ts';
import type { Storage, StorageOptions } from '../../adapters/storage/sql/storage.ts';
import { openSqlite } from '../../adapters/storage/sqlite/open.ts';
import { diskUploads } from '../../adapters/uploads/disk/uploads.ts';
import {
  type Blobs,
  createKernel,
  type Identity,
  jsonText,
  type Kernel,
  type Media,
  type NewJob,
  type Statement,
  type Uploads,
} from '../../kernel/index.ts';
import { insert } from '../../platform/db/database.ts';
import type { Env, Feature } from '../../platform/feature.ts';
import { JobRunner } from '../../platform/jobs/runner.ts';
import { orderedMigrations } from '../../platform/migrator/migrations.ts';
import { migrations as accountsMigrations } from '../accounts/migrations/index.ts';
import { migrations as auditMigrations } from '../audit/migrations/index.ts';
import { chatFeature } from '../chat/feature.ts';
import type { Reader } from '../chat/public.ts';
import { type Files, filesFeature } from './feature.ts';
import { findFiles } from './finding.ts';
import type { FileTable, FileTables } from './tables.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export interface Harness {
  readonly files: Files;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly clock: ManualClock;
  /** Makes somebody who may do what members do; their id. */
  person(name: string): Promise<string>;
  /** The answer's data. Throws what was refused. */
  call<N extends CommandName>(userId: string, name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  refusal<N extends CommandName>(userId: string, name: N, input: CommandInput<N>): Promise<Refusal>;
  /** An upload of that content, made a file; its id. */
  upload(userId: string, roomId: string, content: string, name?: string): Promise<string>;
  row(id: string): Promise<FileTable | undefined>;
  used(owner: string): Promise<number>;
  /** Whether the store has it. */
  has(key: string): Promise<boolean>;
  /** What a search of that person finds by name. */
  find(reader: Reader, words: readonly string[]): Promise<readonly FoundFile[]>;
  waitingJobs(): Promise<number>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  readonly env?: Env;
  readonly blobs?: (real: Blobs) => Blobs;
  readonly open?: (options: StorageOptions) => Promise<Storage>;
}

/** Nothing is a picture here: those are the business of `adapters/media`. */
const NO_PICTURES: Media = {
  recognise: async () => 'text/plain',
  picture: async () => null,
  small: async () => null,
  still: async () => null,
};

/** The same suite on both databases. */
export function onEachDatabase(suite: (start: (options?: HarnessOptions) => Promise<Harness>) => void): void {
  describe('on SQLite', () => suite(filesHarness));
  describeWith(POSTGRES, findPostgres(), 'on PostgreSQL', (bin) => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres(bin, { settings: { fsync: 'off' } });
    });
    afterAll(() => server.stop());
    suite((options = {}) =>
      filesHarness({
        ...options,
        open: async (storage) => openPostgres({ ...storage, url: await server.createDatabase() }),
      }),
    );
  });
}

export async function filesHarness(options: HarnessOptions = {}): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-files-'));
  const entities: Feature['entities'][number][] = [];
  // From now on: PostgreSQL has jobs done by its own time.
  const clock = new ManualClock(Date.now());
  const ids = new SeededIds();
  const storage = await (options.open ?? openSqlite)({ dataDir, entities, now: () => clock.now() });
  const db = storage.database;
  let kernel: Kernel | null = null;
  const running = (): Kernel => {
    if (kernel === null) throw new Error('the kernel is not running yet');
    return kernel;
  };
  const stored = diskBlobs(join(dataDir, 'blobs'));
  const blobs = options.blobs?.(stored) ?? stored;
  const uploads = diskUploads(join(dataDir, 'uploads'));
  const commits = { commit: (set: Parameters<Kernel['commit']>[0]) => running().commit(set) };
  const deps = {
    db,
    commits,
    deadJobs: storage.jobs,
    clock,
    ids,
    env: options.env ?? {},
    log: { info: () => {}, warn: () => {}, error: () => {} },
    dataDir,
    publicUrl: () => 'http://localhost',
    presence: { of: (userId: string) => running().presence.of(userId) },
    blobs,
    uploads,
    media: NO_PICTURES,
  };
  const files = filesFeature(deps);
  const chat = chatFeature({ ...deps, attachments: files.attachments });
  entities.push(...chat.entities);
  const accounts = { name: 'accounts', migrations: accountsMigrations };
  const audit = { name: 'audit', migrations: auditMigrations };
  await storage.migrate(orderedMigrations([accounts, audit, chat, files]));
  const telemetry = new CountingTelemetry();
  const runner = new JobRunner({
    jobs: storage.jobs,
    commits,
    clock,
    ids,
    telemetry,
    kinds: files.jobs ?? [],
  });
  kernel = await createKernel({
    log: storage.log,
    bus: new LonelyBus(),
    clock,
    ids,
    telemetry,
    identities: { find: (userId) => identity(db.reader<FileTables>(), userId) },
    commands: [...chat.commands, ...files.commands],
    channels: [...chat.channels],
    limits: RIG_LIMITS,
    endedLogins: async () => [],
    onRevoked: () => {},
    onLastSeen: () => {},
    onJobs: () => runner.wake(),
  });
  await files.start?.(kernel);

  const write = async (statements: readonly Statement[], jobs: readonly NewJob[] = []) => {
    const set = { expect: [], statements, appends: [], jobs, answer: { kind: 'json', json: '{}' } } as const;
    const outcome = await running().commit(set);
    if (outcome.kind !== 'committed') throw new Error(`not written: ${JSON.stringify(outcome)}`);
  };

  function ask(
    userId: string,
    command: string,
    input: unknown,
  ): Promise<{ data?: unknown; error?: Refusal }> {
    return new Promise((resolve) => {
      const caller = { userId, loginId: 'l', address: '127.0.0.1' };
      running().execute(caller, command, input, (json) => resolve(JSON.parse(jsonText(json))));
    });
  }

  const call: Harness['call'] = async (userId, name, input) => {
    const { data, error } = await ask(userId, name, input);
    if (error) throw Object.assign(new Error(`${name}: ${error.message}`), { refusal: error });
    // The contract ties the answer's shape to the name.
    return data as CommandOutput<typeof name>;
  };

  return {
    files,
    blobs,
    uploads,
    clock,
    person: async (name) => {
      const id = ids.next();
      await write([insert('users', user(id, name))]);
      return id;
    },
    call,
    refusal: async (userId, name, input) => {
      const { error } = await ask(userId, name, input);
      if (error === undefined) throw new Error(`${name} was not refused`);
      return error;
    },
    upload: async (userId, roomId, content, name = 'a.txt') => {
      const size = Buffer.byteLength(content);
      const { uploadId } = await call(userId, 'file:start', { roomId, name, size });
      await uploads.append(uploadId, { offset: 0, size }, pieces(content));
      return (await call(userId, 'file:finish', { uploadId })).file.id;
    },
    row: (id) =>
      db.reader<FileTables>().selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst(),
    used: async (owner) => {
      const usage = db.reader<FileTables>().selectFrom('file_usage').selectAll();
      return (await usage.where('owner', '=', owner).executeTakeFirst())?.bytes ?? 0;
    },
    has: async (key) => {
      const there = await blobs.open(key);
      for await (const _ of there ?? []) break;
      return there !== null;
    },
    waitingJobs: async () => (await storage.jobs.counts()).waiting,
    find: (reader, words) => db.snapshot((tx: Kysely<never>) => findFiles(tx, { reader, words, limit: 10 })),
    close: async () => {
      await runner.stop(0);
      await files.stop?.();
      await running().stop();
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function user(id: string, name: string) {
  return {
    id,
    username: name,
    username_key: name,
    email: name,
    email_key: name,
    display_name: name,
    display_key: name,
    password_hash: '',
    role: 'member',
    avatar_url: null,
    locale: null,
    disabled: 0,
    last_seen_at: null,
    created_at: '2026-01-01T00:00:00.000Z',
  };
}

async function identity(tx: Kysely<FileTables>, userId: string): Promise<Identity | null> {
  const row = await tx.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
  if (row === undefined) return null;
  const { username, display_name: displayName, role } = row;
  return { userId, username, displayName, role, active: true, authVersion: 0 };
}
