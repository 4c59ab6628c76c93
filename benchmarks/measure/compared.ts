/** One run on two casts, one after the other, each on a server of its own: both are of the same minute of the machine. */
import type { Cast } from '../targets/target.ts';
import { comparedFigures } from '../workloads/compared.ts';
import type { Measure, Once } from '../workloads/workload.ts';
import type { Run } from './run.ts';

export async function compared(
  { base, what, ratios }: Extract<Measure, { kind: 'compared' }>,
  cast: Cast,
  once: (cast: Cast, what: Once) => Promise<Run>,
): Promise<Run> {
  const theirs = await once(base, what);
  const own = await once(cast, what);
  return {
    figures: comparedFigures(own.figures, theirs.figures, ratios),
    othersShare: Math.max(own.othersShare, theirs.othersShare),
    faults: [...new Set([...theirs.faults, ...own.faults])],
  };
}
