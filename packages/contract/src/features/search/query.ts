/**
 * What people type to find something: words, quoted phrases, `-word`, and operators like `from:` or `before:`. Pure, and the
 * same for the server that searches and the page that shows filters. What is no operator is a word.
 */

export const MAX_QUERY_CHARS = 500;

export const HAS = ['link', 'file', 'image', 'code'] as const;
export type Has = (typeof HAS)[number];

export const IS = ['thread', 'edited', 'mine', 'unread'] as const;
export type Is = (typeof IS)[number];

export const DATE_OPERATORS = ['before', 'after', 'on'] as const;
export type DateOperator = (typeof DATE_OPERATORS)[number];

export interface Word {
  readonly text: string;
  /** Messages that have it are left out. */
  readonly not: boolean;
}

/** A day of the calendar: in whose time zone is the reader's affair. */
export interface Day {
  readonly operator: DateOperator;
  /** `2026-01-31` */
  readonly day: string;
}

/** A day that is none, as it was typed. */
export interface BadDay {
  readonly operator: DateOperator;
  readonly text: string;
}

export interface SearchQuery {
  /** All of them must be there. */
  readonly words: readonly Word[];
  /** Usernames, or `me`; any of them. */
  readonly from: readonly string[];
  /** Rooms by alias or name, people by `@username`; any of them. */
  readonly in: readonly string[];
  readonly has: readonly Has[];
  readonly is: readonly Is[];
  readonly days: readonly Day[];
  readonly badDays: readonly BadDay[];
}

/** A stretch of the text: where it is, and what it says. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly not: boolean;
  /** Null for words. */
  readonly operator: string | null;
  readonly value: string;
}

const OPERATORS: ReadonlySet<string> = new Set(['from', 'in', 'has', 'is', ...DATE_OPERATORS]);

/**
 * `-`, then an operator, then a quoted text or one without spaces. A quote that is never closed reaches to the end. Curly
 * quotes count as straight ones, since keyboards put them there.
 */
const TOKEN = /(-?)(?:(\p{L}+):)?(?:["“”]([^"“”]*)(?:["“”]|$)|([^\s"“”]+))/gu;

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [whole, minus = '', name, quoted, plain = ''] = match;
    const operator = name?.toLowerCase() ?? null;
    const start = match.index;
    const place = { start, end: start + whole.length };
    const value = quoted ?? plain;
    // An operator is never negated: what looks so is a word.
    if (operator !== null && minus === '' && OPERATORS.has(operator)) {
      return { ...place, not: false, operator, value };
    }
    const spoken = name === undefined ? value : `${name}:${value}`;
    return { ...place, not: minus !== '', operator: null, value: spoken };
  });
}

export function parseQuery(text: string): SearchQuery {
  const tokens = tokensOf(text);
  const values = (operator: string): string[] =>
    tokens.filter((token) => token.operator === operator && token.value !== '').map(({ value }) => value);
  const words = tokens.filter((token) => isWord(token)).map(wordOf);
  const days = tokens.flatMap(({ operator, value }) =>
    isDateOperator(operator) && value !== '' ? [{ operator, text: value }] : [],
  );
  return {
    words: words.filter((word) => word.text.trim() !== ''),
    from: values('from').map(withoutAt),
    in: values('in').map((value) => value.replace(/^#/u, '')),
    has: unique(values('has').map(lower).filter(isHas)),
    is: unique(values('is').map(lower).filter(isIs)),
    days: days.filter(({ text: day }) => isDay(day)).map(({ operator, text: day }) => ({ operator, day })),
    badDays: days.filter(({ text: day }) => !isDay(day)),
  };
}

/** Whether it asks for messages by more than words. */
export function hasOperators(query: SearchQuery): boolean {
  const { from, in: rooms, has, is, days, badDays } = query;
  return [from, rooms, has, is, days, badDays].some((list) => list.length > 0);
}

/** `has:nothing` is no operator, so it is looked for as it stands. */
function isWord({ operator, value }: Token): boolean {
  if (operator === null) return true;
  if (value === '') return false;
  return (operator === 'has' && !isHas(lower(value))) || (operator === 'is' && !isIs(lower(value)));
}

function wordOf({ operator, value, not }: Token): Word {
  return { text: operator === null ? value : `${operator}:${value}`, not };
}

/** A real day, written as ISO 8601 writes it. */
function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const lower = (text: string): string => text.toLowerCase();
const withoutAt = (text: string): string => text.replace(/^@/u, '');
const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];
const isHas = (text: string): text is Has => HAS.some((known) => known === text);
const isIs = (text: string): text is Is => IS.some((known) => known === text);
const isDateOperator = (text: string | null): text is DateOperator =>
  DATE_OPERATORS.some((known) => known === text);
