import { describe, expect, it } from 'vitest';
import type { Run } from '../measure/run.ts';
import type { TargetName } from '../targets/target.ts';
import type { Bar, Workload } from '../workloads/workload.ts';
import { verdictsOf } from './verdicts.ts';

const FIGURE = { name: 'acks', title: 'acks', unit: '/s', digits: 0 };

function workload(bar: Omit<Bar, 'figure'>): Workload {
  return {
    name: 'example',
    title: 'an example',
    targets: ['parley', 'socketio'],
    cast: { members: 1, rooms: 1 },
    measure: { kind: 'idle' },
    bars: [{ figure: FIGURE, ...bar }],
  };
}

const run = (acks: number, over: Partial<Run> = {}): Run => ({
  figures: { acks },
  othersShare: 0,
  faults: [],
  ...over,
});

const rounds = (parley: Run[], peer: Run[]) =>
  new Map<TargetName, Run[]>([
    ['parley', parley],
    ['socketio', peer],
  ]);

const AT_LEAST_3 = workload({ against: 'socketio', limit: { kind: 'at least', value: 3 } });

describe('verdicts', () => {
  it('compare targets within a round, so that a slow minute slows both', () => {
    const [verdict] = verdictsOf(AT_LEAST_3, rounds([run(40), run(8), run(33)], [run(10), run(2), run(11)]));
    expect(verdict).toMatchObject({ result: { median: 4, min: 3, max: 4 }, met: true, disturbed: false });
  });

  it('miss a bar by the median, whatever the best round says', () => {
    const [verdict] = verdictsOf(
      AT_LEAST_3,
      rounds([run(50), run(20), run(20)], [run(10), run(10), run(10)]),
    );
    expect(verdict).toMatchObject({ result: { median: 2, max: 5 }, met: false });
  });

  it('hold a figure without a peer to its own limit', () => {
    const alone = workload({ against: null, limit: { kind: 'at most', value: 5 } });
    expect(verdictsOf(alone, rounds([run(4)], []))).toMatchObject([{ met: true, peer: null }]);
    expect(verdictsOf(alone, rounds([run(6)], []))).toMatchObject([{ met: false }]);
  });

  it('are about the target a bar names, and left out where one it needs could not run', () => {
    const cluster = workload({
      of: 'parley-cluster',
      against: 'parley',
      limit: { kind: 'at most', value: 1.5 },
    });
    const measured = new Map<TargetName, Run[]>([
      ['parley', [run(10)]],
      ['parley-cluster', [run(12)]],
    ]);
    expect(verdictsOf(cluster, measured)).toMatchObject([{ result: { median: 1.2 }, met: true }]);
    expect(verdictsOf(cluster, rounds([run(10)], []))).toEqual([]);
  });

  it('never meet a bar with messages lost or out of order', () => {
    const lost = run(90, { faults: ['9 deliveries were due, 8 came'] });
    const [verdict] = verdictsOf(AT_LEAST_3, rounds([lost], [run(10)]));
    expect(verdict).toMatchObject({ met: false, faults: ['9 deliveries were due, 8 came'] });
  });

  it('say when others were busy meanwhile', () => {
    const [verdict] = verdictsOf(AT_LEAST_3, rounds([run(90)], [run(10, { othersShare: 0.4 })]));
    expect(verdict).toMatchObject({ disturbed: true });
  });
});
