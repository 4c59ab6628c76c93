import { describe, expect, it } from 'vitest';
import { example, FIGURE, rounds } from '../example.ts';
import { keyOf, ratiosOf } from './ratios.ts';

const AGAINST_SOCKETIO = { against: 'socketio', limit: { kind: 'at least', value: 1 } } as const;

describe('the ratios that are held', () => {
  it('are those of bars, and of Parley to every other peer', () => {
    const workload = example({}, AGAINST_SOCKETIO, {
      of: 'parley-cluster',
      against: 'parley',
      limit: { kind: 'at least', value: 1 },
    });
    const ratios = ratiosOf(workload, rounds({ parley: [2], 'parley-cluster': [3], socketio: [1], ws: [4] }));
    expect(ratios.map((ratio) => [keyOf(ratio), ratio.result.median, ratio.better])).toEqual([
      ['acks parley/socketio', 2, 'more'],
      ['acks parley/ws', 0.5, 'more'],
      ['acks parley-cluster/parley', 1.5, 'more'],
    ]);
  });

  it('are of the same round', () => {
    const [ratio] = ratiosOf(example({}, AGAINST_SOCKETIO), rounds({ parley: [40, 8], socketio: [10, 2] }));
    expect(ratio).toMatchObject({ result: { median: 4, min: 4, max: 4 }, rounds: 2 });
  });

  it('leave out figures that stand alone, unless they are ratios themselves', () => {
    const alone = { against: null, limit: { kind: 'at most', value: 1 } } as const;
    expect(ratiosOf(example({}, alone), rounds({ parley: [2] }))).toEqual([]);
    const itself = example({ bars: [{ figure: { ...FIGURE, unit: '×' }, ...alone }] });
    expect(ratiosOf(itself, rounds({ parley: [2] })).map(keyOf)).toEqual(['acks parley']);
  });

  it('leave out who was not measured, and ratios to nothing', () => {
    expect(ratiosOf(example({}, AGAINST_SOCKETIO), rounds({ parley: [2] }))).toEqual([]);
    expect(ratiosOf(example({}, AGAINST_SOCKETIO), rounds({ parley: [2], socketio: [0] }))).toEqual([]);
  });
});
