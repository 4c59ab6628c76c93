/** Times to come that people choose most, in their own time zone. Pure. */

export interface Preset {
  readonly id: 'soon' | 'hour' | 'tomorrow' | 'monday';
  readonly at: Date;
}

const MINUTE_MS = 60_000;
const MORNING_HOUR = 9;
const MONDAY = 1;

/** In order; Monday is left out where it is tomorrow. */
export function presetsAt(now: Date): readonly Preset[] {
  const later = (minutes: number) => new Date(now.getTime() + minutes * MINUTE_MS);
  const daysToMonday = (MONDAY - now.getDay() + 7) % 7 || 7;
  return [
    { id: 'soon', at: later(20) },
    { id: 'hour', at: later(60) },
    { id: 'tomorrow', at: morning(now, 1) },
    ...(daysToMonday === 1 ? [] : [{ id: 'monday', at: morning(now, daysToMonday) } as const]),
  ];
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR);
}

/** As a field for date and time holds it: local, to the minute. */
export function fieldText(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Null when it is no time. */
export function fieldTime(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
