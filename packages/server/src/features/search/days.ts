/** Days of the calendar as stretches of time, where the reader lives. Pure. */
import type { Day } from '@parley/contract/features/search/query';

/** From the first millisecond to before the second, since the Unix epoch; open ends are null. */
export interface Stretch {
  readonly from: number | null;
  readonly to: number | null;
}

const DAY_MS = 86_400_000;

/** Null when there is no such time zone. */
export function timeZone(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}

/** What all of the days leave: `before:` ends at the beginning of its day, `after:` begins at the end of its. */
export function stretchOf(days: readonly Day[], zone: Intl.DateTimeFormat): Stretch {
  let from: number | null = null;
  let to: number | null = null;
  for (const { operator, day } of days) {
    const begins = beginningOf(day, zone);
    const ends = beginningOf(nextDay(day), zone);
    if (operator !== 'before') from = Math.max(from ?? -Infinity, operator === 'on' ? begins : ends);
    if (operator !== 'after') to = Math.min(to ?? Infinity, operator === 'on' ? ends : begins);
  }
  return { from, to };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** Asked twice, since the zone's offset is known only of a moment, and may change during the day. */
function beginningOf(day: string, zone: Intl.DateTimeFormat): number {
  const wall = Date.parse(`${day.slice(0, 10)}T00:00:00.000Z`);
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

/** How far its clocks are ahead of UTC then, in milliseconds. */
function offsetAt(ms: number, zone: Intl.DateTimeFormat): number {
  const part = new Map(zone.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(ms / 1000) * 1000;
}
