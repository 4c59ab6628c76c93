/** The composition root: picks the adapters, builds the features, starts the kernel and opens the doors. */
import { join } from 'node:path';
import type { InProcessHub } from '../adapters/bus/inprocess/bus.ts';
import { sharpMedia } from '../adapters/media/sharp/media.ts';
import type { Storage } from '../adapters/storage/sql/storage.ts';
import { diskUploads } from '../adapters/uploads/disk/uploads.ts';
import { filesConfig } from '../features/files/config.ts';
import { type Clock, createKernel, type Ids, type Kernel } from '../kernel/index.ts';
import type { Commits } from '../platform/db/commits.ts';
import type { EntityReader } from '../platform/db/database.ts';
import type { Env } from '../platform/feature.ts';
import { JobRunner } from '../platform/jobs/runner.ts';
import { createLogger } from '../platform/logging/pino.ts';
import type { Logger } from '../platform/logging.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { orderedMigrations } from '../platform/migrator/migrations.ts';
import { UPLOADS_FOLDER } from './backup/data-files.ts';
import { openBlobs } from './blobs.ts';
import { openBus } from './bus.ts';
import { systemClock } from './clock.ts';
import { closeDoors, closePort } from './close-doors.ts';
import { type Configuration, configuration } from './configuration.ts';
import { openDoors } from './doors.ts';
import { buildFeatures, type Features } from './features.ts';
import { systemIds } from './ids.ts';
import { openStorage } from './storage.ts';
import { keepLogTrimmed } from './upkeep.ts';
import { within } from './within.ts';

export interface StartOptions {
  readonly env: Env;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Logger;
  /** Where the nodes of one process meet; alone unless given. */
  readonly hub?: InProcessHub;
}

export interface RunningServer {
  /** The address people can open. */
  readonly url: string;
  readonly kernel: Kernel;
  readonly features: Features;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly env: Env;
  /** Drains and ends everything. Called again, it waits for the same end. */
  close(): Promise<void>;
}

/** How long commits under way may take when the server goes. */
const LAST_COMMITS_MS = 10_000;
const HEALTH_MS = 2_000;
/** How long jobs under way may take then, before they are left to be done again. */
const LAST_JOBS_MS = 5_000;

/** Throws `WrongConfiguration`, and whatever keeps storage or the port from opening. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { env, clock = systemClock } = options;
  const config = configuration(env);
  const log = options.log ?? createLogger(config.logLevel);
  const entities: EntityReader[] = [];
  const storage = await openStorage(config.storage.databaseUrl, log, {
    dataDir: config.storage.dataDir,
    entities,
    now: () => clock.now(),
  });
  const undo: (() => Promise<unknown>)[] = [() => storage.close()];
  try {
    return await compose(options, config, storage, entities, log, undo);
  } catch (cause) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw cause;
  }
}

/** `undo` gathers what a failure after it must take back. */
async function compose(
  options: StartOptions,
  config: Configuration,
  storage: Storage,
  entities: EntityReader[],
  log: Logger,
  undo: (() => Promise<unknown>)[],
): Promise<RunningServer> {
  const { env, clock = systemClock, ids = systemIds(clock), hub } = options;
  const metrics = createMetrics(log);
  // An embedded database has one server.
  const others = config.storage.databaseUrl !== undefined;
  let draining = false;
  let address = '';
  let started: Kernel | null = null;
  const running = (): Kernel => {
    if (started === null) throw new Error('the kernel does not run yet');
    return started;
  };

  const commits: Commits = { commit: (set) => running().commit(set) };
  const { dataDir } = config.storage;
  const uploads = diskUploads(join(dataDir, UPLOADS_FOLDER));
  const features = buildFeatures({
    db: storage.database,
    commits,
    deadJobs: storage.jobs,
    clock,
    ids,
    env,
    log,
    dataDir,
    blobs: await openBlobs(config.blobs, dataDir),
    uploads,
    media: sharpMedia(filesConfig(env)),
    publicUrl: () => config.listen.PUBLIC_URL?.replace(/\/+$/, '') ?? address,
    presence: { of: (userId) => running().presence.of(userId) },
    epoch: () => storage.log.epoch,
  });
  const { all, accounts } = features;
  entities.push(...all.flatMap((feature) => feature.entities));
  await storage.migrate(orderedMigrations(all));

  const runner = new JobRunner({
    jobs: storage.jobs,
    commits,
    clock,
    ids,
    telemetry: metrics.telemetry,
    kinds: all.flatMap((feature) => feature.jobs ?? []),
  });
  const bus = await openBus(config.bus, { clock, ids, telemetry: metrics.telemetry, log, hub });
  undo.push(() => bus.close());
  const kernel = await createKernel({
    log: storage.log,
    bus,
    clock,
    ids,
    telemetry: metrics.telemetry,
    identities: accounts.identities,
    commands: all.flatMap((feature) => feature.commands),
    channels: all.flatMap((feature) => feature.channels),
    limits: { ...config.limits.kernel, presenceGraceMs: config.liveness.presenceGraceMs },
    endedLogins: (logins) => accounts.endedLogins(logins),
    onRevoked: (revocation) => accounts.onRevoked(revocation),
    onLastSeen: (userId, at) => accounts.onLastSeen(userId, at),
    onJobs: () => runner.wake(),
  });
  started = kernel;
  undo.push(() => kernel.stop());
  for (const feature of all) {
    await feature.start?.(kernel);
    undo.push(async () => feature.stop?.());
  }
  runner.wake();
  undo.push(() => runner.stop(0));

  const unready = async (): Promise<string[]> => {
    const reasons = draining ? ['draining'] : [];
    let healthy = false;
    await within(
      clock,
      HEALTH_MS,
      storage.healthy().then((answer) => {
        healthy = answer;
      }),
    );
    return healthy ? reasons : [...reasons, 'the database does not answer or takes no writes'];
  };
  // Without its bus a node still serves everything: events of other nodes come by the position check.
  const impaired = () => (bus.healthy ? [] : ['the bus is away: what other nodes do arrives late']);
  const doors = await openDoors({
    config,
    kernel,
    clock,
    log,
    authenticator: accounts.authenticator,
    routes: all.flatMap((feature) => feature.routes),
    streams: all.flatMap((feature) => feature.streams ?? []),
    uploads,
    health: { unready, impaired, metrics: () => metrics.expose() },
    draining: () => draining,
    others,
  });
  undo.push(() => doors.http.close());
  metrics.gauge('sessions', 'Live sessions', () => doors.sockets.counts().sessions, 'namespace');
  metrics.gauge('connections', 'Engine.IO connections', () => doors.sockets.counts().connections);
  metrics.gauge('channels', 'Channels open on this node', () => kernel.stats().channels);
  metrics.gauge('bus_healthy', '1 while messages of other nodes arrive', () => (bus.healthy ? 1 : 0));
  metrics.gauge(
    'jobs',
    'Jobs that are not done, on all nodes: waiting, or dead',
    async () => new Map(Object.entries(await storage.jobs.counts())),
    'state',
  );
  metrics.gauge('jobs_under_way', 'Jobs being done on this node', () => runner.underWay);
  for (const { name, help, read } of all.flatMap((feature) => feature.gauges ?? [])) {
    metrics.gauge(name, help, read);
  }
  metrics.gauge('commands_under_way', 'Commands not answered yet', () => kernel.stats().underWay);
  address = await doors.listen();
  const stopTrimming = keepLogTrimmed(storage.log, config.storage, clock, log);

  async function shutDown(): Promise<void> {
    draining = true;
    stopTrimming();
    const { portFree, done } = kernel.drain({ spreadMs: config.liveness.drainSpreadMs, elsewhere: others });
    const ended = portFree.then(() => closePort(doors, clock));
    await done;
    await closeDoors(doors, clock, ended);
    if (!(await within(clock, LAST_COMMITS_MS, kernel.idle()))) {
      log.warn({}, 'some commands were still under way when the server ended');
    }
    await runner.stop(LAST_JOBS_MS);
    for (const feature of [...all].reverse()) await feature.stop?.();
    await kernel.stop();
    await storage.close();
  }
  let ending: Promise<void> | null = null;
  return {
    url: address,
    kernel,
    features,
    clock,
    ids,
    env,
    close: () => {
      ending ??= shutDown();
      return ending;
    },
  };
}
