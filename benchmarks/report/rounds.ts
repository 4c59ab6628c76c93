/** The runs of a workload, round by round. */
import type { Run } from '../measure/run.ts';
import type { TargetName } from '../targets/target.ts';
import type { Figure } from '../workloads/workload.ts';

/** Runs of every target, one a round, in the order of rounds. */
export type Rounds = ReadonlyMap<TargetName, readonly Run[]>;

/** A target's figure in each round; NaN where a run does not say it. */
export function valuesOf(rounds: Rounds, target: TargetName, { name }: Figure): number[] {
  return (rounds.get(target) ?? []).map(({ figures }) => figures[name] ?? Number.NaN);
}

/** One target's figure divided by another's of the same round. */
export function ratiosOver(rounds: Rounds, of: TargetName, against: TargetName, figure: Figure): number[] {
  const below = valuesOf(rounds, against, figure);
  return valuesOf(rounds, of, figure).map((value, round) => value / (below[round] ?? Number.NaN));
}
