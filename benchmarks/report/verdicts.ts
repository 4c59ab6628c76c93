/** From the runs of a workload to what it says of its bars: rounds are compared pairwise, then summed up. */
import type { Run } from '../measure/run.ts';
import { type Spread, spread } from '../measure/statistics.ts';
import type { Bar, Workload } from '../workloads/workload.ts';
import { type Rounds, ratiosOver, valuesOf } from './rounds.ts';

export interface Verdict {
  readonly workload: string;
  readonly bar: Bar;
  readonly parley: Spread;
  readonly peer: Spread | null;
  /** What the bar is about: the ratio in the same round, or the figure itself. */
  readonly result: Spread;
  readonly met: boolean;
  /** Others took so much of the machine that the figures are provisional. */
  readonly disturbed: boolean;
  /** Why the figures are worth nothing; empty when they are. */
  readonly faults: readonly string[];
}

/** Others may take this share of a core. */
export const QUIET_SHARE = 0.1;

export function isDisturbed(run: Run): boolean {
  return run.othersShare > QUIET_SHARE;
}

export function verdictsOf({ name, bars }: Workload, rounds: Rounds): Verdict[] {
  const runs = [...rounds.values()].flat();
  const faults = [...new Set(runs.flatMap((run) => run.faults))];
  return bars.filter(wasMeasured(rounds)).map((bar) => {
    const { figure, of = 'parley', against } = bar;
    const parley = valuesOf(rounds, of, figure);
    const result = spread(against === null ? parley : ratiosOver(rounds, of, against, figure));
    const { kind, value } = bar.limit;
    const within = kind === 'at least' ? result.median >= value : result.median <= value;
    return {
      workload: name,
      bar,
      parley: spread(parley),
      peer: against === null ? null : spread(valuesOf(rounds, against, figure)),
      result,
      met: within && faults.length === 0,
      disturbed: runs.some(isDisturbed),
      faults,
    };
  });
}

/** A bar about a target that this machine can't run is left out: it is neither met nor missed. */
const wasMeasured =
  (rounds: Rounds) =>
  ({ of = 'parley', against }: Bar) =>
    rounds.has(of) && (against === null || rounds.has(against));
