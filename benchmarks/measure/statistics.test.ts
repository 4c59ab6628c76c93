import { describe, expect, it } from 'vitest';
import { spread } from './statistics.ts';

describe('spread', () => {
  it('takes the middle of an odd number of values, in whatever order they came', () => {
    expect(spread([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('takes the mean of the two in the middle of an even number', () => {
    expect(spread([4, 1, 2, 10])).toEqual({ median: 3, min: 1, max: 10 });
  });

  it('refuses nothing at all', () => {
    expect(() => spread([])).toThrow('no median of nothing');
  });
});
