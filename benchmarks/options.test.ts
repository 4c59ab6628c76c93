import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

const NAMES = ['fan-out', 'idle'];

describe('options of the benchmark', () => {
  it('runs everything three times unless told otherwise', () => {
    expect(readOptions([], NAMES)).toEqual({ only: [], rounds: 3, repeats: 2, check: false, profile: null });
  });

  it('takes workloads by --only, by commas and by position', () => {
    expect(readOptions(['--only', 'idle,fan-out', '--rounds', '1'], NAMES)).toMatchObject({
      only: ['idle', 'fan-out'],
      rounds: 1,
    });
    expect(readOptions(['fan-out'], NAMES).only).toEqual(['fan-out']);
  });

  it('refuses a workload there is not, naming those there are', () => {
    expect(() => readOptions(['--only', 'fanout'], NAMES)).toThrow(
      'there is no workload fanout; there are fan-out, idle',
    );
  });

  it.each(['0', '1.5', 'many'])('refuses --rounds %s', (rounds) => {
    expect(() => readOptions(['--rounds', rounds], NAMES)).toThrow('--rounds must be a whole number');
  });
});
