/** What the chart shows: two figures, in the workloads that are held to them, for whoever took part. */
import { type Spread, spread } from '../../measure/statistics.ts';
import { isOurs, type TargetName } from '../../targets/target.ts';
import { ACKS_PER_SECOND, CPU_PER_MILLION } from '../../workloads/figures.ts';
import type { Figure, Workload } from '../../workloads/workload.ts';
import { currentResult, type Result, type Results, roundsOf } from '../results.ts';
import { valuesOf } from '../rounds.ts';

export interface Panel {
  readonly title: string;
  /** Which way is good, in words. */
  readonly better: string;
  readonly digits: number;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly workload: string;
  readonly title: string;
  readonly bars: readonly ChartBar[];
}

export interface ChartBar {
  readonly target: TargetName;
  readonly ours: boolean;
  readonly value: Spread;
}

const SHOWN = [
  { figure: CPU_PER_MILLION, title: 'Server CPU-seconds for a million deliveries', better: 'less is better' },
  { figure: ACKS_PER_SECOND, title: 'Acknowledged messages a second', better: 'more is better' },
] as const;

/** Panels with nothing to show are left out. */
export function panels(workloads: readonly Workload[], results: Results): Panel[] {
  return SHOWN.map(({ figure, title, better }) => ({
    title,
    better,
    digits: figure.digits,
    groups: workloads.filter(isHeldTo(figure)).flatMap((workload) => {
      const result = currentResult(results, workload);
      const bars = result ? barsOf(result, figure) : [];
      return bars.length === 0 ? [] : [{ workload: workload.name, title: workload.title, bars }];
    }),
  })).filter(({ groups }) => groups.length > 0);
}

const isHeldTo =
  ({ name }: Figure) =>
  ({ bars }: Workload) =>
    bars.some(({ figure }) => figure.name === name);

function barsOf(result: Result, figure: Figure): ChartBar[] {
  const rounds = roundsOf(result);
  return result.targets.flatMap(({ name }) => {
    const values = valuesOf(rounds, name, figure);
    if (values.length === 0 || !values.every(Number.isFinite)) return [];
    return [{ target: name, ours: isOurs(name), value: spread(values) }];
  });
}
