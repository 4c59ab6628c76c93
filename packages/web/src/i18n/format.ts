/** Times, days and numbers in the reader's language. Formatters are made once a language: making one is slow. */
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language, localeOf } from './languages.ts';

const DAY_MS = 86_400_000;

export interface Formats {
  /** 14:05 */
  readonly time: (iso: string) => string;
  /** today, yesterday, tomorrow, Monday 3 March, with the year when it is another one. */
  readonly day: (iso: string, now: number) => string;
  /** Both in full, for a hover. */
  readonly exact: (iso: string) => string;
  /** 5 minutes ago; the day when it is longer than one. */
  readonly ago: (iso: string, now: number) => string;
  /** 14:05 while that is today; else the day and the time. */
  readonly upTo: (iso: string, now: number) => string;
  readonly number: (value: number) => string;
  /** Ada, Grace and Linus */
  readonly list: (items: readonly string[]) => string;
}

const made = new Map<string, Formats>();

export function formatsFor(language: Language, timeZone?: string): Formats {
  const key = `${language}/${timeZone ?? ''}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const formats = make(localeOf(language), timeZone);
  made.set(key, formats);
  return formats;
}

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsFor(isLanguage(i18n.language) ? i18n.language : 'en');
}

function make(locale: string, timeZone: string | undefined): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', ...zone });
  const thisYear = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...zone,
  });
  const otherYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...zone,
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', ...zone });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dayNumber = dayNumbers(timeZone);

  const day = (iso: string, now: number): string => {
    const at = Date.parse(iso);
    const distance = dayNumber(at) - dayNumber(now);
    if (Math.abs(distance) <= 1) return relative.format(distance, 'day');
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return (sameYear ? thisYear : otherYear).format(at);
  };

  return {
    time: (iso) => time.format(Date.parse(iso)),
    day,
    exact: (iso) => exact.format(Date.parse(iso)),
    ago: (iso, now) => {
      const minutes = Math.round((Date.parse(iso) - now) / 60_000);
      if (minutes > -1) return relative.format(0, 'second');
      if (minutes > -60) return relative.format(minutes, 'minute');
      if (minutes > -24 * 60) return relative.format(Math.round(minutes / 60), 'hour');
      return day(iso, now);
    },
    upTo: (iso, now) => {
      const at = time.format(Date.parse(iso));
      return dayNumber(Date.parse(iso)) === dayNumber(now) ? at : `${day(iso, now)}, ${at}`;
    },
    number: (value) => number.format(value),
    list: (items) => list.format(items),
  };
}

/** Numbers calendar days in a zone, this machine's unless said, so that two moments of one day share one. */
export function dayNumbers(timeZone?: string): (at: number) => number {
  if (timeZone === undefined) {
    return (at) => {
      const local = new Date(at);
      return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()) / DAY_MS;
    };
  }
  // The Canadian form is the one that `Date.parse` reads.
  const calendar = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  return (at) => Date.parse(`${calendar.format(at)}T00:00:00Z`) / DAY_MS;
}
