import { describe, expect, it } from 'vitest';
import { example, rounds } from '../example.ts';
import { accept, compared } from './baseline.ts';
import { comparisonText } from './text.ts';

const WORKLOAD = example({}, { against: 'socketio', limit: { kind: 'at most', value: 1 } });
const HALF = accept({}, { workload: WORKLOAD, rounds: rounds({ parley: [5], socketio: [10] }) }, 'a CPU');
const said = (parley: number, ws?: number) =>
  comparisonText(
    compared(HALF, {
      workload: WORKLOAD,
      rounds: rounds({ parley: [parley], socketio: [10], ...(ws === undefined ? {} : { ws: [ws] }) }),
    }),
  );

describe('what a comparison says', () => {
  it('counts what is as it was', () => {
    expect(said(5)).toBe('against benchmarks/baseline.json: 1 of 1 ratios are as they were');
  });

  it('names what is worse, with what it was and the noise it was granted', () => {
    expect(said(9)).toContain('  WORSE: example, acks, parley / socketio 0.90×, was 0.50× ± 30 %');
  });

  it('says how to accept what is better or new', () => {
    expect(said(1)).toContain(
      '  better: example, acks, parley / socketio 0.10×, was 0.50× ± 30 % (--accept)',
    );
    expect(said(5, 5)).toContain('  not accepted yet: example, acks, parley / ws 1.00× (--accept)');
  });
});
