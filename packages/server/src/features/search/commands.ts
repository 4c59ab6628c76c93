/** `search:find`: one snapshot of what somebody may see, beside everybody else's reads. */
import { find } from '@parley/contract/features/search/commands';
import { hasOperators, parseQuery } from '@parley/contract/features/search/query';
import { fold } from '@parley/contract/text/fold';
import type { Kysely } from 'kysely';
import { type CommandDef, type Decision, type Presences, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Reader } from '../chat/public.ts';
import { readMessageJson } from '../chat/public.ts';
import { timeOfPlace, writtenText } from './documents.ts';
import type { SearchSources } from './public.ts';
import { snippetOf } from './snippet.ts';
import { readAround } from './store/context.ts';
import { type Found, findMessages } from './store/find.ts';
import { findPeople, findRooms, readRooms } from './store/places.ts';
import type { SearchTables } from './tables.ts';
import { type Asked, askedOf, storable, wantedOf, wordsOf } from './wanted.ts';

type Tx = Kysely<SearchTables>;

export interface SearchParts {
  readonly db: Database;
  readonly presence: Presences;
  readonly sources: SearchSources;
}

const DEFAULT_MESSAGES = 20;
const ROOMS = 8;
const PEOPLE = 8;
const FILES = 8;

export function searchCommands(parts: SearchParts): readonly CommandDef[] {
  return [
    decides(find, {
      decide: async ({ actor, at }, { q, timeZone, cursor, limit = DEFAULT_MESSAGES }) => {
        // Accounts is the only writer of roles, and writes only the contract's.
        const reader: Reader = { userId: actor.userId, role: actor.role as Reader['role'], now: at };
        const asked = askedOf(reader, parseQuery(q), timeZone, placeOfCursor(cursor));
        return parts.db.aside.snapshot((tx: Tx) => answer(parts, tx, asked, limit));
      },
    }),
  ];
}

async function answer(parts: SearchParts, tx: Tx, asked: Asked, limit: number): Promise<Decision> {
  const found = await findMessages(tx, parts.db.dialect, await wantedOf(tx, asked), limit);
  const messages = await messagesJson(parts, tx, asked, found.ids);
  const others = JSON.stringify(await besides(parts, tx, asked));
  const { next, searchedTo } = ends(found);
  return {
    kind: 'reply-json',
    json: `{"messages":[${messages.join(',')}],${others.slice(1, -1)},"next":${JSON.stringify(next)},"searchedTo":${JSON.stringify(searchedTo)}}`,
  };
}

function ends({ next, searchedTo }: Found): { next: string | null; searchedTo: string | null } {
  return {
    next: next === null ? null : String(next),
    searchedTo: searchedTo === null ? null : new Date(timeOfPlace(searchedTo)).toISOString(),
  };
}

/** Rooms, people and files by their names: asked for by words alone, and once. */
async function besides({ presence, sources }: SearchParts, tx: Tx, { reader, query, before }: Asked) {
  const words = query.words.filter(({ not }) => !not).map(({ text }) => storable(text).trim());
  if (words.length === 0 || before !== null || hasOperators(query))
    return { rooms: [], people: [], files: [] };
  const names = words.map((word) => fold(word.replace(/^[#@](?=.)/u, ''))).filter((name) => name !== '');
  const named = names.length > 0;
  return {
    rooms: named ? await findRooms(tx, reader, names, ROOMS, presence) : [],
    people: named ? await findPeople(tx, reader, names, PEOPLE, presence) : [],
    // Each source reads its own tables in the snapshot.
    files: (await sources.files?.(tx as unknown as Kysely<never>, { reader, words, limit: FILES })) ?? [],
  };
}

/** Each message as every door tells it, with its room, why it was found, and what stands around it. */
async function messagesJson(
  { presence }: SearchParts,
  tx: Tx,
  { reader, query }: Asked,
  ids: readonly string[],
): Promise<readonly string[]> {
  const around = await readAround(tx, ids);
  const near = [...around.values()].flatMap(({ before, after }) => [before, after]);
  const wanted = [...new Set([...ids, ...near.filter((id) => id !== null)])];
  // Chat reads its own tables, which these are.
  const messages = await readMessageJson(tx as unknown as Parameters<typeof readMessageJson>[0], wanted);
  const roomIds = [...new Set([...around.values()].map(({ roomId }) => roomId))];
  const rooms = await readRooms(tx, reader, roomIds, presence);
  const words = wordsOf(query, false);
  const not = wordsOf(query, true);
  return ids.flatMap((id) => {
    const json = messages.get(id);
    const place = around.get(id);
    const room = place && rooms.get(place.roomId);
    if (json === undefined || place === undefined || room === undefined) {
      throw new Error(`message ${id} was found and is not there`);
    }
    const text = textOf(json);
    // The index is believed of nothing: a text may have changed without a word of it.
    if (!says(text, words, not)) return [];
    const neighbour = (of: string | null) => (of === null ? 'null' : (messages.get(of) ?? 'null'));
    const found = JSON.stringify({ room, snippet: snippetOf(text, words) });
    return `${json.slice(0, -1)},${found.slice(1, -1)},"before":${neighbour(place.before)},"after":${neighbour(place.after)}}`;
  });
}

function says(text: string, words: readonly string[], not: readonly string[]): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word)) && !not.some((word) => folded.includes(word));
}

/** The text that was indexed, out of the message as chat tells it. */
function textOf(json: string): string {
  const { content, metadata } = JSON.parse(json) as { content: string; metadata: object };
  return writtenText({ content, metadata: JSON.stringify(metadata) });
}

function placeOfCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  const place = /^\d{1,16}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (Number.isSafeInteger(place)) return place;
  return refuse('INVALID', 'This cursor is none of ours. Begin again without one.', {
    details: [{ path: 'cursor', message: 'is not a cursor' }],
  });
}
