/** Runs storms of reconnections on a server: what each took, and how often the log was read for it. */
import { elapsed } from '../load/elapsed.ts';
import type { Started } from '../targets/target.ts';
import { stormFigures } from '../workloads/storm-figures.ts';
import type { Once } from '../workloads/workload.ts';
import { type Counters, countersOf, risen } from './counters.ts';
import { generate } from './generator.ts';
import { type Seen, type Watch, watch } from './process.ts';
import { PROFILED_MS } from './profiled.ts';
import type { Run } from './run.ts';

export async function underStorms(
  { nodes, services, counts, clients }: Started,
  storms: Extract<Once, { kind: 'reconnect' }>['storms'],
  profiling: boolean,
): Promise<Run> {
  const pids = nodes.map(({ pid }) => pid);
  const ports = nodes.map(({ port }) => port);
  const count = async (): Promise<Counters> => (counts ? countersOf(ports) : new Map());
  const seen: { cpu: Seen; counters: Counters }[] = [];
  let watching: Watch | undefined;
  let before: Counters = new Map();
  const job = { kind: 'reconnect', job: { ...storms, clients } } as const;
  const report = await generate(job, 'end', async (moment) => {
    if (moment === 'start') {
      before = await count();
      watching = watch(pids, services);
    } else if (watching) {
      const cpu = watching.stop();
      seen.push({ cpu, counters: risen(before, await count()) });
    }
    if (profiling) {
      for (const node of nodes) node.signal('SIGUSR2');
      await elapsed(PROFILED_MS);
    }
  });
  if (!report || !('storms' in report)) throw new Error('the load generator said nothing of storms');
  const rooms = new Set(clients.map(({ room }) => room)).size;
  return {
    figures: Object.assign(
      {},
      ...report.storms.map((storm, index) => {
        const { cpu, counters } = at(seen, index);
        return stormFigures(storm, cpu, counters, rooms * nodes.length);
      }),
    ),
    othersShare: Math.max(...seen.map(({ cpu }) => cpu.othersShare)),
    faults: report.faults,
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error('a storm was not watched');
  return item;
}
