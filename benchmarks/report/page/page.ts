/** `docs/benchmarks.md`: the template's words and what was measured. */
import type { Workload } from '../../workloads/workload.ts';
import { currentResult, type Results } from '../results.ts';
import { barsTable, heldBars, summary } from './bars.ts';
import { machines, versions } from './circumstances.ts';
import { filled } from './template.ts';
import { workloadSections } from './workloads.ts';

export function page(template: string, workloads: readonly Workload[], results: Results): string {
  const bars = heldBars(workloads, results);
  const current = workloads.flatMap((workload) => currentResult(results, workload) ?? []);
  return filled(template, {
    summary: summary(bars),
    bars: barsTable(bars),
    workloads: workloadSections(workloads, results),
    machines: machines(current),
    versions: versions(current),
  });
}
