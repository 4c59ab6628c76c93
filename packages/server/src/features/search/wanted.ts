/** What a search asks for, with names looked up: the operators people type become ids, bits and places. */
import { hasOperators, type SearchQuery } from '@parley/contract/features/search/query';
import { fold } from '@parley/contract/text/fold';
import type { Kysely } from 'kysely';
import { refuse } from '../../kernel/index.ts';
import type { Reader } from '../chat/public.ts';
import { stretchOf, timeZone } from './days.ts';
import { FLAGS, placeAt } from './documents.ts';
import type { Wanted } from './store/find.ts';
import { readDirectIds, readRoomIds, readUserIds } from './store/places.ts';
import type { SearchTables } from './tables.ts';

type Tx = Kysely<SearchTables>;

export interface Asked {
  readonly reader: Reader;
  readonly query: SearchQuery;
  readonly zone: Intl.DateTimeFormat;
  /** Where to go on; null: at the newest. */
  readonly before: number | null;
}

/** Refuses what can't be asked: a day that is none, a time zone that is none, nothing at all. */
export function askedOf(
  reader: Reader,
  query: SearchQuery,
  zoneName: string | undefined,
  before: number | null,
): Asked {
  const bad = query.badDays[0];
  if (bad !== undefined) {
    refuse(
      'INVALID',
      `“${bad.operator}:${bad.text}” is not a day. Write it like ${bad.operator}:2026-01-31.`,
      {
        details: [{ path: 'q', message: `${bad.operator}: needs a day like 2026-01-31` }],
      },
    );
  }
  const zone = timeZone(zoneName ?? 'UTC');
  if (zone === null) {
    refuse('INVALID', 'There is no such time zone.', {
      details: [{ path: 'timeZone', message: 'is not the name of a time zone' }],
    });
  }
  if (wordsOf(query, false).length === 0 && !hasOperators(query)) {
    refuse('INVALID', 'Type something to look for.', {
      details: [{ path: 'q', message: 'has no words and no operators' }],
    });
  }
  return { reader, query, zone, before };
}

/** Folded; what folds to nothing is no word. */
export function wordsOf(query: SearchQuery, not: boolean): string[] {
  const words = query.words.filter((word) => word.not === not).map(({ text }) => fold(text));
  return [...new Set(words)].filter((word) => word !== '');
}

export async function wantedOf(tx: Tx, { reader, query, zone, before }: Asked): Promise<Wanted> {
  const { from, to } = stretchOf(query.days, zone);
  const flags = query.has.reduce((bits, has) => bits | FLAGS[has], 0);
  return {
    reader,
    words: wordsOf(query, false),
    not: wordsOf(query, true),
    userIds: await authorsOf(tx, reader, query),
    roomIds: await roomsOf(tx, reader, query.in),
    flags: query.is.includes('thread') ? flags | FLAGS.thread : flags,
    edited: query.is.includes('edited'),
    unread: query.is.includes('unread'),
    from: from === null ? 0 : placeAt(from),
    to: Math.min(before ?? Number.MAX_SAFE_INTEGER, to === null ? Number.MAX_SAFE_INTEGER : placeAt(to)),
  };
}

/** Nobody where nobody is called so: nothing is found, as of people one may not know. */
async function authorsOf(
  tx: Tx,
  reader: Reader,
  { from, is }: SearchQuery,
): Promise<readonly string[] | null> {
  if (from.length === 0) return is.includes('mine') ? [reader.userId] : null;
  const names = from.filter((name) => name.toLowerCase() !== 'me');
  const ids = new Set(await readUserIds(tx, names.map(storable)));
  if (names.length < from.length) ids.add(reader.userId);
  if (!is.includes('mine')) return [...ids];
  return ids.has(reader.userId) ? [reader.userId] : [];
}

async function roomsOf(tx: Tx, reader: Reader, names: readonly string[]): Promise<readonly string[] | null> {
  if (names.length === 0) return null;
  const people = names.filter((name) => name.startsWith('@')).map((name) => storable(name.slice(1)));
  const rooms = names.filter((name) => !name.startsWith('@')).map(storable);
  const userIds = await readUserIds(tx, people);
  return [...(await readRoomIds(tx, reader, rooms)), ...(await readDirectIds(tx, reader, userIds))];
}

/** No name has a control character in it, and PostgreSQL can't even ask for NUL. */
export function storable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
