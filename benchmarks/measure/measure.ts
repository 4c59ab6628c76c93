/** One run: one workload on one target, in a directory of its own. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { elapsed } from '../load/elapsed.ts';
import { startParley } from '../targets/parley-process.ts';
import type { Started, Target } from '../targets/target.ts';
import type { World } from '../targets/world.ts';
import { ADDED_MEGABYTES, loadFigures, READY_SECONDS } from '../workloads/figures.ts';
import type { Measure, Workload } from '../workloads/workload.ts';
import { type Counters, countersOf, risen } from './counters.ts';
import { generate } from './generator.ts';
import { pinned, residentBytes, type Seen, type Watch, watch } from './process.ts';
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

/** Collects garbage when the suite asks for it, so that what is weighed is what is kept. */
const COLLECTS = fileURLToPath(new URL('./collect-on-signal.cjs', import.meta.url));
const COLLECTED_MS = 1_000;

export async function measure(workload: Workload, target: Target, bench: Bench): Promise<Run> {
  const dir = join(bench.dir, 'run');
  await mkdir(dir, { recursive: true });
  const { measure: what } = workload;
  try {
    switch (what.kind) {
      case 'load':
        return await onServer(workload, target, bench, dir, (server, profiling) =>
          underLoad(server, what.load, profiling),
        );
      case 'reconnect':
        return await onServer(workload, target, bench, dir, (server, profiling) =>
          underStorms(server, what.storms, profiling),
        );
      case 'start':
        return await measureStart(workload, what, target, bench, dir);
      case 'idle':
        return await measureIdle(workload, bench, dir);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function onServer(
  { name: workload, cast }: Workload,
  target: Target,
  { profileDir }: Bench,
  dir: string,
  work: (server: Started, profiling: boolean) => Promise<Run>,
): Promise<Run> {
  const profiles = profileDir === null ? null : join(profileDir, workload, target.name);
  const server = await target.start(cast, { dir, prefix: pinned('server'), profileDir: profiles });
  try {
    return await work(server, profiles !== null);
  } finally {
    await server.end();
  }
}

async function underLoad(
  { nodes, services, counts, clients }: Started,
  load: Extract<Measure, { kind: 'load' }>['load'],
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
  if (!report || 'storms' in report || !seen) throw new Error('the load generator said nothing');
  return {
    figures: loadFigures(report, seen, counters),
    othersShare: seen.othersShare,
    faults: report.faults,
  };
}

async function measureStart(
  { cast }: Workload,
  { times, messageSeconds }: Extract<Measure, { kind: 'start' }>,
  target: Target,
  _: Bench,
  dir: string,
): Promise<Run> {
  const first = await target.start(cast, { dir, prefix: [], profileDir: null });
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

async function measureIdle({ cast }: Workload, { world }: Bench, dir: string): Promise<Run> {
  await world.copyTo(dir);
  const nodeFlags = ['--expose-gc', '--require', COLLECTS];
  const server = await startParley({ dataDir: dir, prefix: pinned('server'), nodeFlags });
  try {
    const clients = await world.clients([server], cast);
    const weights: number[] = [];
    const watching = watch([server.pid]);
    await generate({ kind: 'idle', clients }, 'connected', async () => {
      server.signal('SIGUSR2');
      await elapsed(COLLECTED_MS);
      weights.push(residentBytes(server.pid) / 1e6);
    });
    const [before = Number.NaN, after = Number.NaN] = weights;
    return {
      figures: { [ADDED_MEGABYTES.name]: after - before, beforeMegabytes: before, afterMegabytes: after },
      othersShare: watching.stop().othersShare,
      faults: [],
    };
  } finally {
    await server.end();
  }
}
