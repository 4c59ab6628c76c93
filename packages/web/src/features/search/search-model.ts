/** The text of a search as filters: what can be switched on and off, and what can be taken out. Pure. */
import { type Token, tokensOf } from '@parley/contract/features/search/query';

export interface Filter {
  /** As it stands in the text: `has:link`. */
  readonly text: string;
  readonly operator: string;
  readonly value: string;
}

/** What is offered beside the field, in this order. */
export const OFFERED = ['from:me', 'is:unread', 'has:link', 'has:file', 'has:image', 'has:code'] as const;

/** The operators of a text that are not offered, each once. */
export function filtersOf(text: string): readonly Filter[] {
  const found = operatorsIn(text).map(({ operator, value, ...place }) => ({
    text: text.slice(place.start, place.end),
    operator,
    value,
  }));
  return [...new Map(found.map((filter) => [filter.text, filter])).values()].filter(
    ({ operator, value }) => !OFFERED.some((offered) => offered === `${operator}:${value}`.toLowerCase()),
  );
}

export function has(text: string, filter: string): boolean {
  return operatorsIn(text).some(({ operator, value }) => `${operator}:${value}`.toLowerCase() === filter);
}

export function toggled(text: string, filter: string): string {
  return has(text, filter)
    ? without(text, ({ operator, value }) => `${operator}:${value}`.toLowerCase() === filter)
    : `${text.trim()} ${filter}`.trim();
}

export function withoutFilter(text: string, filter: Filter): string {
  return without(text, ({ start, end }) => text.slice(start, end) === filter.text);
}

function without(text: string, isGone: (token: Token) => boolean): string {
  return tokensOf(text)
    .filter((token) => !isGone(token))
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}

interface OperatorToken extends Token {
  readonly operator: string;
}

function operatorsIn(text: string): OperatorToken[] {
  return tokensOf(text).filter(
    (token): token is OperatorToken => token.operator !== null && token.value !== '',
  );
}

export interface Piece {
  /** Where in the text it begins. */
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
}

/** A text in pieces, those within the ranges marked; ranges ascend and don't overlap. */
export function piecesOf(text: string, ranges: readonly (readonly [number, number])[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of ranges) {
    if (from > at) pieces.push({ at, text: text.slice(at, from), marked: false });
    pieces.push({ at: from, text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), marked: false });
  return pieces;
}
