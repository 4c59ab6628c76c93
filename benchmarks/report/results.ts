/** The newest whole result of every workload: what the report is made of. */
import { isDeepStrictEqual } from 'node:util';
import type { Run } from '../measure/run.ts';
import type { TargetName } from '../targets/target.ts';
import type { Workload } from '../workloads/workload.ts';
import type { Machine } from './circumstances.ts';
import type { Rounds } from './rounds.ts';

/** What is done, without what it is called, who does it and what it is held to. */
export type Work = Omit<Workload, 'name' | 'title' | 'targets' | 'bars' | 'mostRounds'>;

export interface Result {
  /** When it was measured, ISO 8601. */
  readonly at: string;
  readonly commit: string;
  readonly machine: Machine;
  /** Of what took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly work: Work;
  /** Who took part, in order, and the run of each round. */
  readonly targets: readonly Participant[];
  /** Who could not, and what each lacks. */
  readonly skipped: readonly Skipped[];
}

export interface Participant {
  readonly name: TargetName;
  readonly title: string;
  readonly runs: readonly Run[];
}

export interface Skipped {
  readonly name: TargetName;
  readonly lacks: readonly string[];
}

/** By workload. */
export type Results = Readonly<Record<string, Result>>;

export function workOf({ name, title, targets, bars, mostRounds, ...work }: Workload): Work {
  return work;
}

export function roundsOf({ targets }: Result): Rounds {
  return new Map(targets.map(({ name, runs }) => [name, runs]));
}

/** The workload's result; none where what it does has changed since: figures of other work are not its figures. */
export function currentResult(results: Results, workload: Workload): Result | undefined {
  const result = results[workload.name];
  return result && isDeepStrictEqual(result.work, workOf(workload)) ? result : undefined;
}

/**
 * Fresh results take the place of older ones, unless those say more of the same work: a target that the workload still names
 * and that took no part now, or more rounds. Results of workloads there no longer are go.
 */
export function kept(before: Results, fresh: Results, workloads: readonly Workload[]): Results {
  return Object.fromEntries(
    workloads.flatMap((workload) => {
      const old = currentResult(before, workload);
      const now = fresh[workload.name];
      const result = old && now && saysMore(old, now, workload) ? old : (now ?? before[workload.name]);
      return result ? [[workload.name, result]] : [];
    }),
  );
}

function saysMore(old: Result, now: Result, { targets }: Workload): boolean {
  const [oldRounds, nowRounds] = [roundsOf(old), roundsOf(now)];
  return (
    targets.some((name) => oldRounds.has(name) && !nowRounds.has(name)) || countRounds(old) > countRounds(now)
  );
}

export function countRounds({ targets }: Result): number {
  return Math.max(0, ...targets.map(({ runs }) => runs.length));
}
