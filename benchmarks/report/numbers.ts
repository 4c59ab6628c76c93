/** How figures are written, wherever they are. */
import type { Spread } from '../measure/statistics.ts';

export function number(value: number, digits?: number): string {
  const places = digits ?? (Math.abs(value) >= 100 ? 0 : 2);
  return value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** With its unit behind it. */
export function inUnit(value: string, unit: string): string {
  return unit === '×' ? `${value}×` : `${value} ${unit}`;
}

export function range({ min, max }: Spread, digits: number): string {
  return `${number(min, digits)}–${number(max, digits)}`;
}

/** Small ratios get another digit, so that one just over its bar does not read as if it met it. */
export function ratioDigits(value: number): number {
  return Math.abs(value) < 0.1 ? 3 : 2;
}
