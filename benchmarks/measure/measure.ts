/** One run: one workload on one target, in a directory of its own. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inBrowser } from '../browser/measure.ts';
import { elapsed } from '../load/elapsed.ts';
import { startParley } from '../targets/parley-process.ts';
import type { Cast, Started, StartOptions, Target } from '../targets/target.ts';
import type { World } from '../targets/world.ts';
import { loadFigures, READY_SECONDS } from '../workloads/figures.ts';
import type { Once, Workload } from '../workloads/workload.ts';
import { compared } from './compared.ts';
import { type Counters, countersOf, risen } from './counters.ts';
import { generate } from './generator.ts';
import { ofHistory } from './history.ts';
import { COLLECTING, whileIdle } from './idle.ts';
import { pinned, type Seen, type Watch, watch } from './process.ts';
import { PROFILED_MS } from './profiled.ts';
import { underStorms } from './reconnect.ts';
import type { Run } from './run.ts';
import { spread } from './statistics.ts';

export interface Bench {
  readonly world: World;
  /** On the disk that is measured. */
  readonly dir: string;
  readonly profileDir: string | null;
}

export async function measure(workload: Workload, target: Target, bench: Bench): Promise<Run> {
  const { name, cast, measure: what } = workload;
  const once = (those: Cast, work: Once) => measureOnce(name, those, work, target, bench);
  return what.kind === 'compared' ? compared(what, cast, once) : once(cast, what);
}

async function measureOnce(
  workload: string,
  cast: Cast,
  what: Once,
  target: Target,
  bench: Bench,
): Promise<Run> {
  const dir = join(bench.dir, 'run');
  await mkdir(dir, { recursive: true });
  const profileDir = bench.profileDir === null ? null : join(bench.profileDir, workload, target.name);
  const started = { dir, prefix: pinned('server'), profileDir, nodeFlags: [] };
  const isProfiling = profileDir !== null;
  const onServer = withServer(target, cast);
  try {
    switch (what.kind) {
      case 'load':
        return await onServer(started, (server) => underLoad(server, what.load, isProfiling));
      case 'reconnect':
        return await onServer(started, (server) => underStorms(server, what.storms, isProfiling));
      case 'history':
        return await onServer(unprofiled(started), (server) => ofHistory(server, what.history));
      case 'web-app':
        return await onServer(unprofiled(started), (server) => inBrowser(server, what.talk));
      case 'idle':
        return await onServer({ ...unprofiled(started), nodeFlags: COLLECTING }, whileIdle);
      case 'start':
        return await measureStart(cast, what, target, dir);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const unprofiled = (options: StartOptions): StartOptions => ({ ...options, profileDir: null });

const withServer =
  (target: Target, cast: Cast) =>
  async (options: StartOptions, work: (server: Started) => Promise<Run>): Promise<Run> => {
    const server = await target.start(cast, options);
    try {
      return await work(server);
    } finally {
      await server.end();
    }
  };

async function underLoad(
  { nodes, services, counts, clients }: Started,
  load: Extract<Once, { kind: 'load' }>['load'],
  profiling: boolean,
): Promise<Run> {
  let watching: Watch | undefined;
  let seen: Seen | undefined;
  let counters: Counters = new Map();
  const pids = nodes.map(({ pid }) => pid);
  const count = () => (counts ? countersOf(nodes.map(({ port }) => port)) : new Map());
  const report = await generate({ kind: 'load', job: { ...load, clients } }, 'end', async (moment) => {
    if (moment === 'end') seen = watching?.stop();
    const counted = await count();
    counters = moment === 'end' ? risen(counters, counted) : counted;
    if (moment === 'start') watching = watch(pids, services);
    if (profiling) {
      for (const node of nodes) node.signal('SIGUSR2');
      await elapsed(PROFILED_MS);
    }
  });
  if (!report || !('deliveries' in report) || !seen) throw new Error('the load generator said nothing');
  return {
    figures: loadFigures(report, seen, counters),
    othersShare: seen.othersShare,
    faults: report.faults,
  };
}

async function measureStart(
  cast: Cast,
  { times, messageSeconds }: Extract<Once, { kind: 'start' }>,
  target: Target,
  dir: string,
): Promise<Run> {
  const first = await target.start(cast, { dir, prefix: [], profileDir: null, nodeFlags: [] });
  const filled = await underLoad(
    first,
    {
      senders: cast.members,
      pace: { kind: 'awaiting', inFlight: 1, until: 'acknowledged' },
      warmSeconds: 0,
      seconds: messageSeconds,
      contentBytes: 150,
      checkedClients: 1,
    },
    false,
  ).finally(() => first.end());
  const watching = watch([process.pid]);
  const starts: number[] = [];
  for (let n = 0; n < times; n++) {
    const server = await startParley({ dataDir: dir, prefix: [] });
    starts.push(server.readyMs / 1000);
    await server.end();
  }
  const { median, min, max } = spread(starts);
  return {
    figures: {
      [READY_SECONDS.name]: median,
      fastest: min,
      slowest: max,
      messages: filled.figures.messages ?? 0,
    },
    othersShare: watching.stop().othersShare,
    faults: filled.faults,
  };
}
