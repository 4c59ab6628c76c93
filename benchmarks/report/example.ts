/** For tests: a workload, and runs of it that say what is wanted. */
import type { Run } from '../measure/run.ts';
import type { TargetName } from '../targets/target.ts';
import type { Bar, Figure, Workload } from '../workloads/workload.ts';
import type { Result } from './results.ts';
import type { Rounds } from './rounds.ts';

export const FIGURE: Figure = { name: 'acks', title: 'acks', unit: '/s', digits: 0 };

export function example(over: Partial<Workload> = {}, ...bars: readonly Omit<Bar, 'figure'>[]): Workload {
  return {
    name: 'example',
    title: 'an example',
    targets: ['parley', 'socketio', 'ws'],
    cast: { members: 1, rooms: 1 },
    measure: { kind: 'idle' },
    bars: bars.map((bar) => ({ figure: FIGURE, ...bar })),
    ...over,
  };
}

export const run = (acks: number, over: Partial<Run> = {}): Run => ({
  figures: { [FIGURE.name]: acks },
  othersShare: 0,
  faults: [],
  ...over,
});

/** By target, a figure a round. */
export function rounds(figures: Partial<Record<TargetName, readonly (number | Run)[]>>): Rounds {
  return new Map(
    // Only targets are named.
    (Object.entries(figures) as [TargetName, readonly (number | Run)[]][]).map(([name, values]) => [
      name,
      values.map((value) => (typeof value === 'number' ? run(value) : value)),
    ]),
  );
}

export function result(workload: Workload, measured: Rounds, over: Partial<Result> = {}): Result {
  return {
    at: '2026-01-02T03:04:05.000Z',
    commit: '0123abc',
    machine: { cpu: 'a CPU', cores: 2, memoryGb: 4, kernel: 'Linux 6.1', pinned: true },
    versions: { Node: '20.19.0' },
    work: { cast: workload.cast, measure: workload.measure },
    targets: [...measured].map(([name, runs]) => ({ name, title: `what ${name} is`, runs })),
    skipped: [],
    ...over,
  };
}
