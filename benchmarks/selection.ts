/** What of the suite a run is about: the workloads that are named, and the targets beside Parley that are. */
import type { Options } from './options.ts';
import type { TargetName } from './targets/target.ts';
import type { Workload } from './workloads/workload.ts';

/**
 * With peers named, Parley takes part beside them alone, in the workloads they are in; so does that other target of ours
 * which a bar compares with one of them.
 */
export function selected(
  workloads: readonly Workload[],
  { only, peers }: Pick<Options, 'only' | 'peers'>,
): Workload[] {
  const named = workloads.filter(({ name }) => only.length === 0 || only.includes(name));
  if (peers.length === 0) return named;
  return named
    .filter(({ targets }) => targets.some((name) => peers.includes(name)))
    .map((workload) => ({ ...workload, targets: workload.targets.filter(takesPart(workload, peers)) }));
}

const takesPart =
  ({ bars }: Workload, peers: readonly string[]) =>
  (name: TargetName) =>
    name === 'parley' ||
    peers.includes(name) ||
    bars.some(({ of, against }) => of === name && against !== null && peers.includes(against));
