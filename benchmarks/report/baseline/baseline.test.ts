import { describe, expect, it } from 'vitest';
import { example, rounds, run } from '../example.ts';
import type { Rounds } from '../rounds.ts';
import { accept, type Baseline, compared, fails } from './baseline.ts';

const WORKLOAD = example({}, { against: 'socketio', limit: { kind: 'at most', value: 1 } });
const CPU = 'a CPU';
const measured = (of: Rounds, workload = WORKLOAD) => ({ workload, rounds: of });
const accepted = (of: Rounds, before: Baseline = {}) => accept(before, measured(of), CPU);
const ratiosIn = (baseline: Baseline) => baseline.example?.ratios;

/** Parley takes half of what its peer takes. */
const HALF = accepted(rounds({ parley: [5, 5, 5], socketio: [10, 10, 10] }));
const kinds = (baseline: Baseline, of: Rounds, workload = WORKLOAD) =>
  compared(baseline, measured(of, workload)).map(({ kind }) => kind);

describe('the baseline', () => {
  it('grants each ratio the noise that is usual, and more where its rounds differed more', () => {
    expect(ratiosIn(HALF)).toEqual({ 'acks parley/socketio': { median: 0.5, tolerance: 0.15 } });
    const noisy = accepted(rounds({ parley: [4, 5, 6], socketio: [10, 10, 10] }));
    expect(ratiosIn(noisy)).toEqual({ 'acks parley/socketio': { median: 0.5, tolerance: 0.4 } });
  });

  it('grants more where there were too few rounds to show their noise', () => {
    const once = accepted(rounds({ parley: [5], socketio: [10] }));
    expect(ratiosIn(once)).toEqual({ 'acks parley/socketio': { median: 0.5, tolerance: 0.3 } });
  });

  it('keeps what a run did not measure', () => {
    const now = accepted(rounds({ parley: [4, 4, 4], ws: [4, 4, 4] }), HALF);
    expect(ratiosIn(now)).toEqual({
      'acks parley/socketio': { median: 0.5, tolerance: 0.15 },
      'acks parley/ws': { median: 1, tolerance: 0.15 },
    });
  });

  it('keeps nothing of another processor', () => {
    const now = accept(HALF, measured(rounds({ parley: [4, 4, 4], ws: [4, 4, 4] })), 'another CPU');
    expect(Object.keys(ratiosIn(now) ?? {})).toEqual(['acks parley/ws']);
  });

  it('takes nothing that was disturbed or wrong', () => {
    const disturbed = run(1, { othersShare: 0.5 });
    expect(accepted(rounds({ parley: [1, 1, disturbed], socketio: [10, 10, 10] }), HALF)).toBe(HALF);
    const wrong = run(1, { faults: ['a message was lost'] });
    expect(accepted(rounds({ parley: [1, 1, wrong], socketio: [10, 10, 10] }), HALF)).toBe(HALF);
  });
});

describe('the comparison', () => {
  it('takes a difference within the tolerance for noise', () => {
    const comparisons = compared(HALF, measured(rounds({ parley: [5.6, 5.6, 5.6], socketio: [10, 10, 10] })));
    expect(comparisons).toMatchObject([{ kind: 'as it was' }]);
    expect(fails(comparisons)).toBe(false);
  });

  it('fails what is worse by more', () => {
    const comparisons = compared(HALF, measured(rounds({ parley: [6, 6, 6], socketio: [10, 10, 10] })));
    expect(comparisons).toMatchObject([{ workload: 'example', kind: 'worse', was: { median: 0.5 } }]);
    expect(fails(comparisons)).toBe(true);
  });

  it('goes by the median, so that one bad round is none', () => {
    expect(kinds(HALF, rounds({ parley: [5, 9, 5], socketio: [10, 10, 10] }))).toEqual(['as it was']);
  });

  it('says what is better by more, and passes', () => {
    const comparisons = compared(HALF, measured(rounds({ parley: [4, 4, 4], socketio: [10, 10, 10] })));
    expect(comparisons).toMatchObject([{ kind: 'better' }]);
    expect(fails(comparisons)).toBe(false);
  });

  it('knows from the bar that more may be better', () => {
    const more = example({}, { against: 'socketio', limit: { kind: 'at least', value: 1 } });
    expect(kinds(HALF, rounds({ parley: [6, 6, 6], socketio: [10, 10, 10] }), more)).toEqual(['better']);
    expect(kinds(HALF, rounds({ parley: [4, 4, 4], socketio: [10, 10, 10] }), more)).toEqual(['worse']);
  });

  it('proves nothing while others were busy', () => {
    const disturbed = run(9, { othersShare: 0.5 });
    const comparisons = compared(
      HALF,
      measured(rounds({ parley: [9, 9, disturbed], socketio: [10, 10, 10] })),
    );
    expect(comparisons).toMatchObject([{ kind: 'disturbed' }]);
    expect(fails(comparisons)).toBe(false);
  });

  it('fails a run with messages lost or out of order, whatever its figures', () => {
    const wrong = run(1, { faults: ['9 deliveries were due, 8 came'] });
    const comparisons = compared(HALF, measured(rounds({ parley: [wrong], socketio: [10] })));
    expect(comparisons).toMatchObject([{ kind: 'wrong', faults: ['9 deliveries were due, 8 came'] }]);
    expect(fails(comparisons)).toBe(true);
  });

  it('says what one side has and the other has not, and passes if there is something to compare', () => {
    const comparisons = compared(HALF, measured(rounds({ parley: [5], socketio: [10], ws: [5] })));
    expect(comparisons.map(({ kind }) => kind)).toEqual(['as it was', 'not accepted yet']);
    expect(fails(comparisons)).toBe(false);
    expect(kinds(HALF, rounds({ parley: [5] }))).toEqual(['not measured']);
  });

  it('fails where nothing that was measured can be compared', () => {
    const comparisons = compared({}, measured(rounds({ parley: [5], socketio: [10] })));
    expect(comparisons).toMatchObject([{ kind: 'not accepted yet' }]);
    expect(fails(comparisons)).toBe(true);
  });

  it('does not hold a workload to what another work of its name said', () => {
    const larger = example({ ...WORKLOAD, cast: { members: 100, rooms: 1 } });
    expect(kinds(HALF, rounds({ parley: [9], socketio: [10] }), larger)).toEqual(['not accepted yet']);
  });
});
