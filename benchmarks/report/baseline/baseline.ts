/**
 * What Parley's ratios to its peers were when somebody last accepted them, and whether a run's are worse. Ratios, because
 * they say nothing of how fast a machine is; of the same round, because a slow minute slows both.
 */
import { createHash } from 'node:crypto';
import type { Workload } from '../../workloads/workload.ts';
import { workOf } from '../results.ts';
import type { Rounds } from '../rounds.ts';
import { keyOf, type Ratio, ratiosOf } from './ratios.ts';

/** By workload. */
export type Baseline = Readonly<Record<string, Accepted>>;

export interface Accepted {
  /** Fingerprint of what is done: ratios of other work are not compared. */
  readonly work: string;
  readonly cpu: string;
  /** By `keyOf`. */
  readonly ratios: Readonly<Record<string, AcceptedRatio>>;
}

export interface AcceptedRatio {
  readonly median: number;
  /** A share: 0.2 takes what is worse by less than a fifth for noise. */
  readonly tolerance: number;
}

/** What a run says of a workload. */
export interface Measured {
  readonly workload: Workload;
  readonly rounds: Rounds;
}

export type Comparison = { readonly workload: string } & (
  | { readonly kind: 'as it was' | 'better' | 'worse'; readonly ratio: Ratio; readonly was: AcceptedRatio }
  /** Worse or better, but others were busy meanwhile: it proves nothing. */
  | { readonly kind: 'disturbed'; readonly ratio: Ratio; readonly was: AcceptedRatio }
  | { readonly kind: 'not accepted yet'; readonly ratio: Ratio }
  /** In the baseline, and not in this run. */
  | { readonly kind: 'not measured'; readonly key: string }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] }
);

/** Granted to any ratio: rounds of one run see less noise than runs of different days. */
const LEAST_TOLERANCE = 0.15;
/** Fewer rounds than this do not show their noise. */
const TELLING_ROUNDS = 3;
const TOLERANCE_UNTOLD = 0.3;

/** As much as the rounds differed from each other, and never less than what is usual. */
function toleranceOf({ result: { median, min, max }, rounds }: Ratio): number {
  const usual = rounds < TELLING_ROUNDS ? TOLERANCE_UNTOLD : LEAST_TOLERANCE;
  return rounded(Math.max(usual, (max - min) / median));
}

export function compared(baseline: Baseline, { workload, rounds }: Measured): Comparison[] {
  const faults = faultsOf(rounds);
  if (faults.length > 0) return [{ workload: workload.name, kind: 'wrong', faults }];
  const accepted = acceptedOf(baseline, workload);
  const ratios = ratiosOf(workload, rounds);
  const measured = new Set(ratios.map(keyOf));
  const missing = Object.keys(accepted).filter((key) => !measured.has(key));
  return [
    ...ratios.map((ratio) => ({ workload: workload.name, ...against(ratio, accepted[keyOf(ratio)]) })),
    ...missing.map((key) => ({ workload: workload.name, kind: 'not measured', key }) as const),
  ];
}

function against(ratio: Ratio, was: AcceptedRatio | undefined) {
  if (was === undefined) return { kind: 'not accepted yet', ratio } as const;
  const { median } = ratio.result;
  const worseBy = ratio.better === 'less' ? median / was.median : was.median / median;
  const most = 1 + was.tolerance;
  if (worseBy <= most && 1 / worseBy <= most) return { kind: 'as it was', ratio, was } as const;
  if (ratio.disturbed) return { kind: 'disturbed', ratio, was } as const;
  return { kind: worseBy > most ? 'worse' : 'better', ratio, was } as const;
}

/**
 * The check fails where something is worse or wrong; and where nothing of what was measured could be compared, since a gate
 * that holds nothing must not look like one that does.
 */
export function fails(comparisons: readonly Comparison[]): boolean {
  const kinds = new Set(comparisons.map(({ kind }) => kind));
  const compares = (['as it was', 'better', 'worse', 'disturbed'] as const).some((kind) => kinds.has(kind));
  return kinds.has('worse') || kinds.has('wrong') || (kinds.has('not accepted yet') && !compares);
}

/**
 * The baseline with the ratios of a run in it. What the run did not measure stays, unless it is of other work or of another
 * processor. What was disturbed, and whatever of a workload that went wrong, is not taken.
 */
export function accept(baseline: Baseline, { workload, rounds }: Measured, cpu: string): Baseline {
  if (faultsOf(rounds).length > 0) return baseline;
  const ratios = ratiosOf(workload, rounds).filter(({ disturbed }) => !disturbed);
  if (ratios.length === 0) return baseline;
  const before = baseline[workload.name]?.cpu === cpu ? acceptedOf(baseline, workload) : {};
  const now = ratios.map((ratio) => [
    keyOf(ratio),
    { median: rounded(ratio.result.median), tolerance: toleranceOf(ratio) },
  ]);
  return {
    ...baseline,
    [workload.name]: {
      work: fingerprint(workload),
      cpu,
      ratios: { ...before, ...Object.fromEntries(now) },
    },
  };
}

function acceptedOf(baseline: Baseline, workload: Workload): Accepted['ratios'] {
  const accepted = baseline[workload.name];
  return accepted?.work === fingerprint(workload) ? accepted.ratios : {};
}

function fingerprint(workload: Workload): string {
  return createHash('sha256')
    .update(JSON.stringify(workOf(workload)))
    .digest('hex')
    .slice(0, 12);
}

function faultsOf(rounds: Rounds): string[] {
  return [...new Set([...rounds.values()].flat().flatMap(({ faults }) => faults))];
}

const rounded = (value: number) => Number(value.toPrecision(4));
