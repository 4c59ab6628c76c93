import { describe, expect, it } from 'vitest';
import { inUnit, number, range, ratioDigits } from './numbers.ts';

describe('numbers', () => {
  it('have two places when small, none when large, or as many as their figure has', () => {
    expect([number(2.345), number(1234.5), number(0.5, 1)]).toEqual(['2.35', '1,235', '0.5']);
  });

  it('do not hide that a small ratio is over its bar', () => {
    expect(number(0.054, ratioDigits(0.054))).toBe('0.054');
    expect(number(1.2345, ratioDigits(1.2345))).toBe('1.23');
  });

  it('stand before their unit, and right before that of a ratio', () => {
    expect([inUnit('9', 'ms'), inUnit('0.7', '×')]).toEqual(['9 ms', '0.7×']);
  });

  it('range from the least to the most', () => {
    expect(range({ median: 2, min: 1, max: 3 }, 1)).toBe('1.0–3.0');
  });
});
