import { describe, expect, it } from 'vitest';
import { example, result, rounds } from './example.ts';
import { currentResult, kept } from './results.ts';

const WORKLOAD = example();
const WHOLE = result(WORKLOAD, rounds({ parley: [1, 1, 1], socketio: [1, 1, 1] }));
const LATER = { at: '2026-02-02T03:04:05.000Z' };

describe('kept results', () => {
  it('are the newest of each workload, in the order of the suite', () => {
    const other = example({ name: 'other' });
    const fresh = result(WORKLOAD, rounds({ parley: [2, 2, 2], socketio: [1, 1, 1] }), LATER);
    const now = kept({ other: WHOLE, example: WHOLE }, { example: fresh }, [WORKLOAD, other]);
    expect(Object.entries(now)).toEqual([
      ['example', fresh],
      ['other', WHOLE],
    ]);
  });

  it('stay where the newer one lacks a target', () => {
    const partial = result(WORKLOAD, rounds({ parley: [2, 2, 2] }), LATER);
    expect(kept({ example: WHOLE }, { example: partial }, [WORKLOAD])).toEqual({ example: WHOLE });
  });

  it('stay where the newer one has fewer rounds', () => {
    const short = result(WORKLOAD, rounds({ parley: [2], socketio: [1] }), LATER);
    expect(kept({ example: WHOLE }, { example: short }, [WORKLOAD])).toEqual({ example: WHOLE });
  });

  it('go for a smaller one where the target that is missing is no longer the workload’s', () => {
    const narrower = example({ targets: ['parley'] });
    const fresh = result(narrower, rounds({ parley: [2, 2, 2] }), LATER);
    expect(kept({ example: WHOLE }, { example: fresh }, [narrower])).toEqual({ example: fresh });
  });

  it('go for any newer one where the work is another', () => {
    const larger = example({ cast: { members: 100, rooms: 1 } });
    const fresh = result(larger, rounds({ parley: [2] }), LATER);
    expect(kept({ example: WHOLE }, { example: fresh }, [larger])).toEqual({ example: fresh });
  });

  it('go with their workload', () => {
    expect(kept({ example: WHOLE }, {}, [])).toEqual({});
  });
});

describe('the result of a workload', () => {
  it('is what was measured of it, whatever it is called and held to by now', () => {
    const renamed = example(
      { title: 'other words' },
      { against: null, limit: { kind: 'at most', value: 1 } },
    );
    expect(currentResult({ example: WHOLE }, renamed)).toBe(WHOLE);
  });

  it('is none where it did something else then', () => {
    const larger = example({ cast: { members: 100, rooms: 1 } });
    expect(currentResult({ example: WHOLE }, larger)).toBeUndefined();
  });
});
