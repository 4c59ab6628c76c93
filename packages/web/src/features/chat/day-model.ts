/** Days of the reader's own calendar. */

/** The beginning of the day so many days before `now`. */
export function daysAgo(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days);
}

/** As a date field has it. */
export function inputDay(time: Date): string {
  const two = (n: number) => `${n}`.padStart(2, '0');
  return `${`${time.getFullYear()}`.padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** The beginning of the day in a date field; null while there is none. */
export function beginningOf(day: string): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const time = new Date(Number(year), Number(month) - 1, Number(date));
  return Number.isNaN(time.getTime()) ? null : time;
}
