/** Chat on a real kernel and a throw-away database, for tests: people, their commands and their connections. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@parley/contract/features/accounts/model';
import type { CommandContract, FeatureContract } from '@parley/contract/kernel/define';
import { type CommandInput, type CommandName, type CommandOutput, FEATURES } from '@parley/contract/registry';
import { fold } from '@parley/contract/text/fold';
import { RecordingConnection } from '@parley/testkit/kernel/recording-connection';
import { CountingTelemetry, LonelyBus, RIG_LIMITS } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { findPostgres, type PostgresServer, startPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgres } from '../../adapters/storage/postgres/open.ts';
import type { Storage, StorageOptions } from '../../adapters/storage/sql/storage.ts';
import { openSqlite } from '../../adapters/storage/sqlite/open.ts';
import {
  type Access,
  type ChannelKind,
  type Clock,
  type CommandContext,
  createKernel,
  type Identities,
  type Identity,
  type Ids,
  jsonText,
  type Kernel,
  type Log,
  type Session,
  type WriteSet,
} from '../../kernel/index.ts';
import type { Commits } from '../../platform/db/commits.ts';
import { type Database, insert, readHead } from '../../platform/db/database.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { JobRunner } from '../../platform/jobs/runner.ts';
import { orderedMigrations } from '../../platform/migrator/migrations.ts';
import { migrations as accountsMigrations } from '../accounts/migrations/index.ts';
import type { SnapshotPart } from '../accounts/public.ts';
import { migrations as auditMigrations } from '../audit/migrations/index.ts';
import { liveFeature } from '../live/feature.ts';
import { slashFeature } from '../slash/feature.ts';
import { personNamed } from '../slash/people.ts';
import type { Conversations } from './conversations.ts';
import { type ChatDeps, chatFeature } from './feature.ts';
import { peopleOfMyRooms } from './people-of-rooms.ts';
import { joinDefaultRooms } from './registering.ts';
import { myCategoriesPart, myRoomsPart } from './snapshot-parts.ts';
import type { ChatTables } from './tables.ts';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly { path: string; message: string }[];
}

/** A person at one connection. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly connection: RecordingConnection;
  /** The answer's data, checked against the contract. Throws what was refused. */
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** What was refused; throws when nothing was. */
  refusal<N extends CommandName>(command: N, input: CommandInput<N>): Promise<Refusal>;
  /** As any client may send it: unchecked. */
  raw(command: string, payload: unknown): Promise<{ ok: boolean; data?: unknown; error?: Refusal }>;
  disconnect(): void;
}

export interface Harness {
  readonly kernel: Kernel;
  readonly log: Log;
  readonly db: Database;
  readonly chat: Feature;
  readonly clock: TickingClock;
  readonly ids: Ids;
  readonly telemetry: CountingTelemetry;
  readonly tx: Kysely<ChatTables>;
  /** Reads that reached the database since the last time this was asked. */
  reads(): number;
  /** Registers somebody, who becomes a member of the default rooms and is not there yet. */
  register(username: string, role?: Role): Promise<Pick<Person, 'id' | 'username'>>;
  /** Registers somebody, who becomes a member of the default rooms, and connects them. */
  person(username: string, role?: Role): Promise<Person>;
  /** Another connection of the same person. */
  connect(person: Pick<Person, 'id' | 'username'>): Promise<Person>;
  /** Outside any connection, as over REST: nothing keeps these in order. Throws what was refused. */
  request(who: Pick<Person, 'id'>, command: string, payload: unknown): Promise<unknown>;
  /** What a command would write, as decided now; nothing is written. */
  decide<N extends CommandName>(
    who: Pick<Person, 'id'>,
    command: N,
    input: CommandInput<N>,
  ): Promise<Omit<WriteSet, 'key' | 'lane'>>;
  setRole(person: Pick<Person, 'id'>, role: Role): Promise<void>;
  setDisabled(person: Pick<Person, 'id'>): Promise<void>;
  /** Does what is due of the jobs of `also`, as a node of its own would; `stop` it. */
  runner(): JobRunner;
  close(): Promise<void>;
}

export interface HarnessOptions {
  readonly env?: ChatDeps['env'];
  readonly attachments?: NonNullable<ChatDeps['attachments']>;
  readonly customEmoji?: NonNullable<ChatDeps['customEmoji']>;
  readonly open?: (options: StorageOptions) => Promise<Storage>;
  /** Features that stand on chat; their jobs are done. */
  readonly more?: (deps: FeatureDeps) => readonly Feature[];
  /** The same, with what `main` hands them; their jobs are done by those who ask for a `runner`. */
  readonly also?: (parts: AlsoParts) => readonly Feature[];
  /** What they add to the snapshot of `user:<id>`. */
  readonly parts?: Readonly<Record<string, SnapshotPart>>;
}

export interface AlsoParts extends ChatDeps {
  readonly conversations: Conversations;
  readonly identities: Identities;
}

/** The same suite on both databases: a store is right only where it is right on either. */
export function onEachDatabase(suite: (start: (options?: HarnessOptions) => Promise<Harness>) => void): void {
  describe('on SQLite', () => suite(chatHarness));
  describeWith(POSTGRES, findPostgres(), 'on PostgreSQL', (bin) => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres(bin);
    });
    afterAll(() => server.stop());
    suite((options = {}) =>
      chatHarness({
        ...options,
        open: async (storage) => openPostgres({ ...storage, url: await server.createDatabase() }),
      }),
    );
  });
}

/** The wall clock rises by a millisecond each time it is asked, so that no two commands happen at one time. */
export class TickingClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #passedMs = 0;

  /** Lets time pass for whoever asks; timers run as they would. */
  pass(ms: number): void {
    this.#now += ms;
    this.#passedMs += ms;
  }

  now(): number {
    this.#now += 1;
    return this.#now;
  }

  /** The wall clock goes on by so much; timers don't notice. */
  advance(ms: number): void {
    this.#now += ms;
  }

  monotonic(): number {
    return performance.now() + this.#passedMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  }
}

export async function chatHarness(options: HarnessOptions = {}): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-chat-'));
  const entities: Feature['entities'][number][] = [];
  const clock = new TickingClock();
  const storage = await (options.open ?? openSqlite)({ dataDir, entities, now: () => clock.now() });
  const ids = new SeededIds();
  const telemetry = new CountingTelemetry();
  const counted = counting(storage.database);
  const db = counted.db;
  let kernel: Kernel | null = null;
  const running = (): Kernel => {
    if (kernel === null) throw new Error('the kernel is not running yet');
    return kernel;
  };
  const presence = { of: (userId: string) => running().presence.of(userId) };
  const epoch = () => storage.log.epoch;
  const commits: Commits = { commit: (set) => running().commit(set) };
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
    presence,
    epoch,
    ...(options.attachments && { attachments: options.attachments }),
    ...(options.customEmoji && { customEmoji: options.customEmoji }),
  } satisfies ChatDeps;
  const chat = chatFeature(deps);
  const identities: Identities = { find: (userId) => readIdentity(storage.database, userId) };
  const doneAtOnce = [chat, ...(options.more?.(deps) ?? [])];
  const also = options.also?.({ ...deps, conversations: chat.conversations, identities }) ?? [];
  const features = [...doneAtOnce, ...also];
  entities.push(...features.flatMap((feature) => feature.entities));
  await storage.migrate(
    orderedMigrations([
      { name: 'accounts', migrations: accountsMigrations },
      { name: 'audit', migrations: auditMigrations },
      ...features,
    ]),
  );
  const visible = peopleOfMyRooms(storage.database);
  const live = liveFeature(visible);
  const slash = slashFeature([live, ...features], { personNamed: personNamed(storage.database, visible) });
  const runners: JobRunner[] = [];
  const runnerOf = (of: readonly Feature[]): JobRunner => {
    const kinds = of.flatMap((feature) => feature.jobs ?? []);
    const runner = new JobRunner({ jobs: storage.jobs, commits, clock, ids, telemetry, kinds });
    runners.push(runner);
    return runner;
  };
  runnerOf(doneAtOnce);
  kernel = await createKernel({
    log: storage.log,
    bus: new LonelyBus(),
    clock,
    ids,
    telemetry,
    identities,
    commands: [live, ...features, slash].flatMap((feature) => feature.commands),
    channels: [
      ...features.flatMap((feature) => feature.channels),
      userChannel(storage.database, {
        rooms: myRoomsPart({ presence, epoch }),
        roomCategories: myCategoriesPart,
        ...options.parts,
      }),
    ],
    limits: { ...RIG_LIMITS, windowMs: 1, presenceGraceMs: 1 },
    endedLogins: async () => [],
    onRevoked: () => {},
    onLastSeen: () => {},
    onJobs: () => {
      for (const runner of runners) runner.wake();
    },
  });
  for (const feature of features) await feature.start?.(kernel);
  const onRegister = joinDefaultRooms(storage.database, presence);
  const contracts = contractsByName();

  async function write(set: Parameters<Kernel['commit']>[0]): Promise<void> {
    const outcome = await running().commit(set);
    if (outcome.kind !== 'committed') throw new Error(`not written: ${JSON.stringify(outcome)}`);
  }

  async function changeUser(id: string, changes: { role?: string; disabled?: number }): Promise<void> {
    const query = db.builder<ChatTables>().updateTable('users').set(changes).where('id', '=', id).compile();
    await write({
      expect: [],
      statements: [{ kind: 'run', sql: query.sql, params: query.parameters as string[], rows: 1 }],
      appends: [
        {
          channel: `user:${id}`,
          type: 'user:updated',
          actor: id,
          at: new Date(clock.now()).toISOString(),
          data: '{}',
          acl: { kind: 'changed' },
        },
      ],
      answer: { kind: 'json', json: '{}' },
    });
  }

  async function register(username: string, role: Role = 'member') {
    const id = ids.next();
    const at = new Date(clock.now()).toISOString();
    const displayName = `${username.charAt(0).toUpperCase()}${username.slice(1)}`;
    const also = await onRegister({ id, username, displayName, role, avatarUrl: null, at });
    await write({
      expect: also.expect,
      statements: [insertUser(id, username, displayName, role, at), ...also.statements],
      appends: also.appends,
      answer: { kind: 'json', json: '{}' },
    });
    return { id, username };
  }

  async function connect(who: Pick<Person, 'id' | 'username'>): Promise<Person> {
    const connection = new RecordingConnection();
    const session = await running().open(
      { userId: who.id, loginId: `login-${who.id}`, address: '127.0.0.1' },
      connection,
    );
    return personAt(session, connection, who, contracts);
  }

  return {
    kernel,
    log: storage.log,
    db,
    chat,
    clock,
    ids,
    telemetry,
    tx: storage.database.reader<ChatTables>(),
    reads: counted.reads,
    connect,
    register,
    person: async (username, role) => connect(await register(username, role)),
    request: ({ id }, command, payload) =>
      new Promise((resolve, reject) => {
        const caller = { userId: id, loginId: `login-${id}`, address: '127.0.0.1' };
        running().execute(caller, command, payload, (json, ok) => {
          if (ok) resolve(JSON.parse(jsonText(json)));
          else reject(new Error(`${command}: ${jsonText(json)}`));
        });
      }),
    decide: async ({ id }, name, input) => {
      const command = chat.commands.find((candidate) => candidate.name === name);
      const actor = await readIdentity(storage.database, id);
      if (command === undefined || command.effect === 'session' || actor === null) throw new Error(name);
      const parsed = command.parse(input);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.details));
      const context: CommandContext = {
        actor,
        loginId: `login-${id}`,
        at: new Date(clock.now()).toISOString(),
        newId: () => ids.next(),
        access: <F>(kind: ChannelKind<F>, of: string): Promise<Access<F> | null> => kind.access(of, id),
        run: () => Promise.reject(new Error('runs nothing else')),
      };
      const decision = await command.decide(context, parsed.value);
      if (decision.kind !== 'write') throw new Error(`${name} writes nothing`);
      // As the dispatcher would: with the version of the actor's own rights.
      const own = { channel: `user:${id}`, aclVersion: actor.authVersion };
      const { expect = [], statements, appends, answer } = decision.write;
      return { expect: [...expect, own], statements, appends, answer };
    },
    runner: () => runnerOf(also),
    setRole: ({ id }, role) => changeUser(id, { role }),
    setDisabled: ({ id }) => changeUser(id, { disabled: 1 }),
    close: async () => {
      for (const feature of features) await feature.stop?.();
      for (const runner of runners) await runner.stop(0);
      await running().stop();
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function insertUser(id: string, username: string, displayName: string, role: string, at: string) {
  return insert('users', {
    id,
    username,
    username_key: username.toLowerCase(),
    email: `${username}@example.org`,
    email_key: `${username}@example.org`,
    display_name: displayName,
    display_key: fold(displayName),
    password_hash: '',
    role,
    avatar_url: null,
    locale: null,
    disabled: 0,
    last_seen_at: null,
    created_at: at,
  });
}

function readIdentity(db: Database, userId: string): Promise<Identity | null> {
  return db.snapshot(async (tx: Kysely<ChatTables>) => {
    const row = await tx.selectFrom('users').selectAll().where('id', '=', userId).executeTakeFirst();
    if (row === undefined) return null;
    const { aclVersion } = await readHead(tx, `user:${userId}`);
    return {
      userId,
      username: row.username,
      displayName: row.display_name,
      role: row.role,
      active: row.disabled === 0,
      authVersion: aclVersion,
    };
  });
}

/** One's own channel, with the parts of its snapshot that features contribute. */
function userChannel(db: Database, parts: Readonly<Record<string, SnapshotPart>>): ChannelKind {
  return {
    kind: 'user',
    access: (id, userId) =>
      db.snapshot(async (tx: Kysely<ChatTables>) => {
        const { aclVersion } = await readHead(tx, `user:${id}`);
        return { aclVersion, read: id === userId, visibleFromSeq: 1, facts: {} };
      }),
    snapshot: (id, viewer) =>
      db.snapshot(async (tx: Kysely<ChatTables>) => {
        const { seq } = await readHead(tx, `user:${id}`);
        const all = tx as unknown as Kysely<never>;
        const properties: string[] = [];
        for (const [name, read] of Object.entries(parts)) {
          properties.push(`${JSON.stringify(name)}:${await read(all, viewer)}`);
        }
        return { seq, json: `{${properties.join(',')}}` };
      }),
  };
}

function contractsByName(): ReadonlyMap<string, CommandContract> {
  const commands: readonly CommandContract[] = FEATURES.flatMap(
    (feature: FeatureContract) => feature.commands,
  );
  return new Map(commands.map((command) => [command.name, command]));
}

function personAt(
  session: Session,
  connection: RecordingConnection,
  who: Pick<Person, 'id' | 'username'>,
  contracts: ReadonlyMap<string, CommandContract>,
): Person {
  const raw: Person['raw'] = (command, payload) =>
    new Promise((resolve) => {
      session.execute(command, payload, (json) => {
        const answer = JSON.parse(jsonText(json));
        connection.heard.push({ kind: 'answer', answer });
        resolve(answer);
      });
    });
  return {
    id: who.id,
    username: who.username,
    connection,
    raw,
    call: async (command, input) => {
      const { ok, data, error } = await raw(command, input);
      if (!ok) throw Object.assign(new Error(`${command}: ${error?.message}`), { refusal: error });
      // The contract itself vouches for the shape.
      return contracts.get(command)?.output.parse(data) as CommandOutput<typeof command>;
    },
    refusal: async (command, input) => {
      const { error } = await raw(command, input);
      if (error === undefined) throw new Error(`${command} was not refused`);
      return error;
    },
    disconnect: () => session.disconnected(),
  };
}

/** Counts reads, for what must not read. */
function counting(inner: Database): { db: Database; reads: () => number } {
  let count = 0;
  return {
    db: {
      dialect: inner.dialect,
      aside: inner.aside,
      reader: <T>() => {
        count += 1;
        return inner.reader<T>();
      },
      snapshot: (read) => {
        count += 1;
        return inner.snapshot(read);
      },
      builder: <T>() => inner.builder<T>(),
    },
    reads: () => {
      const seen = count;
      count = 0;
      return seen;
    },
  };
}
