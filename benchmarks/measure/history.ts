/** Opens and resumes rooms of different lengths, and holds the server to reading its log for each who resumes. */
import type { Started } from '../targets/target.ts';
import { historyFigures } from '../workloads/history-figures.ts';
import type { Once } from '../workloads/workload.ts';
import { type Counters, countersOf, risen } from './counters.ts';
import { generate } from './generator.ts';
import { type Watch, watch } from './process.ts';
import type { Run } from './run.ts';

export async function ofHistory(
  { nodes, services, counts, clients }: Started,
  history: Extract<Once, { kind: 'history' }>['history'],
): Promise<Run> {
  const pids = nodes.map(({ pid }) => pid);
  const ports = nodes.map(({ port }) => port);
  let counters: Counters = new Map();
  let watching: Watch | undefined;
  const job = { kind: 'history', job: { ...history, clients } } as const;
  const report = await generate(job, 'end', async (moment) => {
    const counted: Counters = counts ? await countersOf(ports) : new Map();
    counters = moment === 'end' ? risen(counters, counted) : counted;
    if (moment === 'start') watching = watch(pids, services);
  });
  const seen = watching?.stop();
  if (!report || !('rooms' in report) || !seen) throw new Error('the load generator said nothing of rooms');
  const resumed = history.turns * history.lengths.length;
  const reads = counters.get('log_reads') ?? resumed;
  return {
    figures: historyFigures(report, reads / resumed),
    othersShare: seen.othersShare,
    faults: [
      ...report.faults,
      ...(reads === resumed ? [] : [`${resumed} resumed, and the log was read ${reads} times`]),
    ],
  };
}
