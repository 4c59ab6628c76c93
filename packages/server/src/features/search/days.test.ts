/** Days as stretches of time, on both sides of changes of the clock. */
import { describe, expect, it } from 'vitest';
import { stretchOf, timeZone } from './days.ts';

function stretch(zone: string, operator: 'before' | 'after' | 'on', day: string) {
  const format = timeZone(zone);
  if (format === null) throw new Error(zone);
  const { from, to } = stretchOf([{ operator, day }], format);
  const shown = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return [shown(from), shown(to)];
}

describe('days', () => {
  it.each([
    ['UTC', 'on', '2026-01-31', '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['UTC', 'before', '2026-01-31', null, '2026-01-31T00:00:00.000Z'],
    ['UTC', 'after', '2026-01-31', '2026-02-01T00:00:00.000Z', null],
    ['Asia/Bangkok', 'on', '2026-01-31', '2026-01-30T17:00:00.000Z', '2026-01-31T17:00:00.000Z'],
    // 23 hours in spring, 25 in autumn.
    ['Europe/Berlin', 'on', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', 'on', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['America/New_York', 'on', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', 'on', '2024-02-29', '2024-02-28T18:30:00.000Z', '2024-02-29T18:30:00.000Z'],
  ] as const)('%s %s:%s', (zone, operator, day, from, to) => {
    expect(stretch(zone, operator, day)).toEqual([from, to]);
  });

  it('several leave what all of them leave', () => {
    const zone = timeZone('UTC');
    if (zone === null) throw new Error('UTC');
    const days = [
      { operator: 'after', day: '2026-01-01' },
      { operator: 'after', day: '2026-01-05' },
      { operator: 'before', day: '2026-01-09' },
      { operator: 'before', day: '2026-01-20' },
    ] as const;
    expect(stretchOf(days, zone)).toEqual({ from: Date.UTC(2026, 0, 6), to: Date.UTC(2026, 0, 9) });
  });

  it('there is no such zone', () => {
    expect(timeZone('Asia/Atlantis')).toBeNull();
    expect(timeZone('')).toBeNull();
  });
});
