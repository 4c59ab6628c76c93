/** What of the suite a run is about: the workloads that are named, and the targets beside Parley that are and can run here. */
import type { Options } from './options.ts';
import type { Skipped } from './report/results.ts';
import type { Target, TargetName } from './targets/target.ts';
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

/** Who of a workload takes part on this machine, and who can't. `lacking` is what it lacks for the workload, whoever does it. */
export function takingPart(
  { targets: names }: Workload,
  targets: readonly Target[],
  lacking: readonly string[],
): { readonly taking: readonly Target[]; readonly skipped: readonly Skipped[] } {
  const asked = names.map((name) => {
    const target = targets.find((candidate) => candidate.name === name);
    if (!target) throw new Error(`there is no target ${name}`);
    return { target, lacks: [...target.lacks, ...lacking] };
  });
  return {
    taking: asked.filter(({ lacks }) => lacks.length === 0).map(({ target }) => target),
    skipped: asked
      .filter(({ lacks }) => lacks.length > 0)
      .map(({ target, lacks }) => ({ name: target.name, lacks })),
  };
}
