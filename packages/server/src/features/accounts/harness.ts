/** Accounts on a real kernel and a throw-away database, for tests: time is driven, passwords are cheap. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts as contract } from '@parley/contract/features/accounts/index';
import type { Me, Role } from '@parley/contract/features/accounts/model';
import * as rest from '@parley/contract/features/accounts/rest';
import type { RouteContract } from '@parley/contract/kernel/define';
import type { WireError } from '@parley/contract/kernel/errors';
import { ManualClock } from '@parley/testkit/kernel/manual-clock';
import { RecordingConnection } from '@parley/testkit/kernel/recording-connection';
import { CountingTelemetry, LonelyBus, RIG_LIMITS } from '@parley/testkit/kernel/rig';
import { SeededIds } from '@parley/testkit/kernel/seeded-ids';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Storage, StorageOptions } from '../../adapters/storage/sql/storage.ts';
import { openSqlite } from '../../adapters/storage/sqlite/open.ts';
import { createKernel, jsonText, type Kernel, Refused } from '../../kernel/index.ts';
import type { Login } from '../../platform/auth/authenticator.ts';
import type { PasswordCost } from '../../platform/auth/passwords.ts';
import type { Env, Feature } from '../../platform/feature.ts';
import type { RouteReply } from '../../platform/http/route.ts';
import { JobRunner } from '../../platform/jobs/runner.ts';
import { orderedMigrations } from '../../platform/migrator/migrations.ts';
import { migrations as auditMigrations } from '../audit/migrations/index.ts';
import { type Accounts, type AccountsOptions, accounts } from './feature.ts';
import { REFRESH_COOKIE } from './routes.ts';

export const PASSWORD = 'correct horse battery';

/** One browser: it keeps the cookie and the access token it is given. */
export interface Browser {
  readonly address: string;
  cookie: string | undefined;
  token: string | undefined;
}

export interface Person {
  readonly user: Me;
  readonly browser: Browser;
  readonly login: Login;
  /** A command's answer data, checked against the contract. Throws `Refused`. */
  run(command: string, input?: object): Promise<Record<string, unknown>>;
  /** A live connection of this sign-in. */
  connect(): Promise<RecordingConnection>;
}

export interface World {
  readonly accounts: Accounts;
  readonly kernel: Kernel;
  readonly clock: ManualClock;
  readonly storage: Storage;
  readonly telemetry: CountingTelemetry;
  browser(address?: string): Browser;
  setupStatus(): Promise<z.output<typeof rest.SetupStatus>>;
  setup(browser: Browser, body: object): Promise<Person>;
  register(browser: Browser, body: object): Promise<Person>;
  login(browser: Browser, login: string, password?: string): Promise<Person>;
  refresh(browser: Browser): Promise<Person>;
  logout(browser: Browser): Promise<void>;
  /** The owner, by set-up, and people registered with the role they need. */
  owner(): Promise<Person>;
  member(username: string, role?: Role): Promise<Person>;
  /** What the database holds. */
  rows<T>(sql: string): Promise<readonly T[]>;
  /** Stops the server, and starts another on the same data. */
  restart(env?: Env, cost?: PasswordCost): Promise<World>;
  close(): Promise<void>;
}

export interface WorldOptions extends AccountsOptions {
  readonly env?: Env;
  readonly open?: (options: StorageOptions) => Promise<Storage>;
}

const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };

export async function world(options: WorldOptions = {}): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-accounts-'));
  try {
    return await start(dataDir, new ManualClock(), new SeededIds(), options);
  } catch (cause) {
    await rm(dataDir, { recursive: true });
    throw cause;
  }
}

async function start(
  dataDir: string,
  clock: ManualClock,
  ids: SeededIds,
  options: WorldOptions,
): Promise<World> {
  const entities: Feature['entities'][number][] = [];
  const storage = await (options.open ?? openSqlite)({ dataDir, entities, now: () => clock.now() });
  const telemetry = new CountingTelemetry();
  let kernel: Kernel | null = null;
  let runner: JobRunner | null = null;
  const running = (): Kernel => {
    if (kernel === null) throw new Error('the kernel is not running yet');
    return kernel;
  };

  async function begin(): Promise<Accounts> {
    const feature = accounts(
      {
        db: storage.database,
        commits: { commit: (set) => running().commit(set) },
        deadJobs: storage.jobs,
        clock,
        ids,
        env: options.env ?? {},
        log: { info: () => {}, warn: () => {}, error: () => {} },
        dataDir,
        publicUrl: () => 'http://parley.test',
        presence: { of: (userId) => running().presence.of(userId) },
      },
      { passwords: { cost: CHEAP }, ...options },
    );
    entities.push(...feature.entities);
    await storage.migrate(orderedMigrations([feature, { name: 'audit', migrations: auditMigrations }]));
    kernel = await createKernel({
      log: storage.log,
      bus: new LonelyBus(),
      clock,
      ids,
      telemetry,
      identities: feature.identities,
      commands: feature.commands,
      channels: feature.channels,
      limits: RIG_LIMITS,
      endedLogins: feature.endedLogins,
      onRevoked: feature.onRevoked,
      onLastSeen: feature.onLastSeen,
      onJobs: () => runner?.wake(),
    });
    runner = new JobRunner({
      jobs: storage.jobs,
      commits: running(),
      clock,
      ids,
      telemetry,
      kinds: feature.jobs ?? [],
    });
    runner.wake();
    await feature.start?.(kernel);
    return feature;
  }

  let feature: Accounts;
  try {
    feature = await begin();
  } catch (cause) {
    await storage.close();
    throw cause;
  }

  async function stop(): Promise<void> {
    await runner?.stop(0);
    await feature.stop?.();
    await running().stop();
    await storage.close();
  }

  /** Through the route's own contract, as a door would. */
  async function call<B extends z.ZodType, O extends z.ZodType>(
    route: RouteContract<B, O>,
    browser: Browser,
    body: object,
  ): Promise<RouteReply<z.output<O>>> {
    const found = feature.routes.find((candidate) => candidate.contract === route);
    if (found === undefined) throw new Error(`no route ${route.path}`);
    const login = route.auth ? await feature.authenticator.authenticate(browser.token ?? '') : null;
    if (route.auth && login === null) throw new Error('401 at the door');
    const reply = await found.handle({
      body: route.body.parse(body),
      cookies: { [REFRESH_COOKIE]: browser.cookie },
      address: browser.address,
      userAgent: 'test browser',
      secure: false,
      login,
    });
    for (const { name, value } of reply.cookies ?? []) {
      if (name === REFRESH_COOKIE) browser.cookie = value === '' ? undefined : value;
    }
    return { ...reply, body: route.output.parse(reply.body) };
  }

  async function person(browser: Browser, signedIn: z.output<typeof rest.SignedIn>): Promise<Person> {
    browser.token = signedIn.accessToken;
    const login = await feature.authenticator.authenticate(signedIn.accessToken);
    if (login === null) throw new Error('the new token is not good');
    const caller = { ...login, address: browser.address };
    return {
      user: signedIn.user,
      browser,
      login,
      run: (command, input = {}) =>
        new Promise((resolve, reject) => {
          running().execute(caller, command, input, (json) => {
            const answer: { ok: boolean; data: object; error: WireError } = JSON.parse(jsonText(json));
            if (!answer.ok) return reject(new Refused(answer.error));
            const output = contract.commands.find(({ name }) => name === command)?.output;
            resolve({ ...output?.parse(answer.data) });
          });
        }),
      connect: async () => {
        const connection = new RecordingConnection();
        await running().open(caller, connection);
        return connection;
      },
    };
  }

  const signingIn =
    (route: RouteContract<z.ZodType, typeof rest.SignedIn>) => async (browser: Browser, body: object) =>
      person(browser, (await call(route, browser, body)).body);
  const browser = (address = '192.0.2.1'): Browser => ({ address, cookie: undefined, token: undefined });
  const named = (username: string) => ({ username, email: `${username}@example.org`, password: PASSWORD });
  let owner: Promise<Person> | null = null;

  async function makeOwner(): Promise<Person> {
    const code = new URL(feature.setupLink() ?? '').searchParams.get('code');
    return signingIn(rest.setup)(browser(), { ...named('owner'), code });
  }

  const self: World = {
    accounts: feature,
    kernel: running(),
    clock,
    storage,
    telemetry,
    browser,
    setupStatus: async () => (await call(rest.setupStatus, browser(), {})).body,
    setup: signingIn(rest.setup),
    register: (from, body) => signingIn(rest.register)(from, { password: PASSWORD, ...body }),
    login: (from, login, password = PASSWORD) => signingIn(rest.login)(from, { login, password }),
    refresh: (from) => signingIn(rest.refresh)(from, {}),
    logout: async (from) => {
      await call(rest.logout, from, {});
    },
    owner: () => {
      owner ??= makeOwner();
      return owner;
    },
    async member(username, role = 'member') {
      const host = await self.owner();
      const { code } = await host.run('people:invite', { role: role === 'owner' ? 'admin' : role });
      const made = await self.register(browser(), { ...named(username), invite: code });
      if (role === 'owner') await host.run('people:role', { userId: made.user.id, role });
      return made;
    },
    async rows<T>(text: string) {
      return (await sql.raw<T>(text).execute(storage.database.reader<unknown>())).rows;
    },
    async restart(env = options.env ?? {}, cost = CHEAP) {
      await stop();
      return start(dataDir, clock, ids, { ...options, env, passwords: { cost } });
    },
    async close() {
      await stop();
      await rm(dataDir, { recursive: true });
    },
  };
  return self;
}

/** What was refused; throws when nothing was, or when it failed in another way. */
export async function refusalOf(attempt: Promise<unknown>): Promise<WireError> {
  try {
    await attempt;
  } catch (cause) {
    if (cause instanceof Refused) return cause.wire;
    throw cause;
  }
  throw new Error('nothing was refused');
}
