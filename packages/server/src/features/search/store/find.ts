/**
 * Finding messages: the newest first, from a place backwards, a bounded stretch of the index at a time. Rights and the message's
 * own row are part of the query, so that neither rows nor their number tell of what one may not see or what is gone.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Reader, readableRoomIds } from '../../chat/public.ts';
import type { SearchTables } from '../tables.ts';

type Tx = Kysely<SearchTables>;

export interface Wanted {
  readonly reader: Reader;
  /** Folded. All of them. */
  readonly words: readonly string[];
  /** Folded. None of them. */
  readonly not: readonly string[];
  /** Any of them; null: whoever. */
  readonly userIds: readonly string[] | null;
  /** Any of them; null: wherever. */
  readonly roomIds: readonly string[] | null;
  /** Bits that must all be there. */
  readonly flags: number;
  readonly edited: boolean;
  readonly unread: boolean;
  /** Places: from the first to before the second. */
  readonly from: number;
  readonly to: number;
}

export interface Found {
  /** Message ids, the newest first. */
  readonly ids: readonly string[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
  /** How far back it was looked when that is not all the way and the page is not full. */
  readonly searchedTo: number | null;
}

/** What one search looks through at most: little first, which is enough for most, then as much as it may take. */
const STRETCHES = [500, 30_000];

export async function findMessages(
  tx: Tx,
  dialect: 'sqlite' | 'postgres',
  wanted: Wanted,
  limit: number,
  stretches: readonly number[] = STRETCHES,
): Promise<Found> {
  const plan = planOf(tx, dialect, wanted);
  for (const [index, length] of stretches.entries()) {
    const floor = await plan.floor(length);
    const rows = await plan.read(floor ?? wanted.from, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const ids = page.map((row) => row.id);
    if (rows.length > limit && last !== undefined) return { ids, next: last.place, searchedTo: null };
    if (floor === null) return { ids, next: null, searchedTo: null };
    if (index === stretches.length - 1) return { ids, next: floor, searchedTo: floor };
  }
  throw new Error('the last stretch answers');
}

interface Hit {
  readonly id: string;
  readonly place: number;
}

interface Plan {
  /** The last place of a stretch of so many entries; null when there are not so many. */
  floor(length: number): Promise<number | null>;
  /** From `floor` on, the newest first. */
  read(floor: number, limit: number): Promise<readonly Hit[]>;
}

/** Three characters in a row are what the index knows: shorter words are looked for in the texts themselves. */
const INDEXED_CHARS = 3;

function planOf(tx: Tx, dialect: 'sqlite' | 'postgres', wanted: Wanted): Plan {
  const indexed = wanted.words.filter((word) => [...word].length >= INDEXED_CHARS);
  if (indexed.length === 0) return walk(tx, dialect, wanted);
  return dialect === 'sqlite' ? throughWords(tx, wanted, indexed) : throughTexts(tx, wanted);
}

/** SQLite: through the entries of all the words' trigrams. */
function throughWords(tx: Tx, wanted: Wanted, indexed: readonly string[]): Plan {
  const match = matchOf(indexed);
  const range = (from: number) =>
    sql`words.derived_search_words match ${match} and words.rowid >= ${from} and words.rowid < ${wanted.to}`;
  return {
    floor: async (length) => {
      const { rows } = await sql<{
        place: number;
      }>`select words.rowid as place from derived_search_words words
        where ${range(wanted.from)} order by words.rowid desc limit 1 offset ${length - 1}`.execute(tx);
      return rows[0]?.place ?? null;
    },
    read: async (floor, limit) => {
      // The order of the joins is fixed: the words lead.
      const { rows } = await sql<Hit>`select texts.message_id as id, texts.docid as place
        from derived_search_words words
        cross join derived_search_texts texts on texts.docid = words.rowid
        cross join messages on messages.id = texts.message_id
        where ${range(floor)} and ${conditions('sqlite', wanted)}
        order by words.rowid desc limit ${limit}`.execute(tx);
      return rows;
    },
  };
}

/** PostgreSQL: its planner knows whether the words are rare enough to begin with them. */
function throughTexts(tx: Tx, wanted: Wanted): Plan {
  return { floor: async () => null, read: (floor, limit) => readTexts(tx, 'postgres', wanted, floor, limit) };
}

/** Without words the index knows: message by message, of one room or one person where only those are wanted. */
function walk(tx: Tx, dialect: 'sqlite' | 'postgres', wanted: Wanted): Plan {
  const among: RawBuilder<unknown>[] = [];
  if (wanted.roomIds?.length === 1) among.push(sql`texts.room_id = ${wanted.roomIds[0]}`);
  else if (wanted.userIds?.length === 1) among.push(sql`texts.user_id = ${wanted.userIds[0]}`);
  return {
    floor: async (length) => {
      const { rows } = await sql<{
        place: number;
      }>`select texts.docid as place from derived_search_texts texts
        where ${and([...among, sql`texts.docid >= ${wanted.from} and texts.docid < ${wanted.to}`])}
        order by texts.docid desc limit 1 offset ${length - 1}`.execute(tx);
      return rows[0]?.place ?? null;
    },
    read: (floor, limit) => readTexts(tx, dialect, wanted, floor, limit),
  };
}

async function readTexts(
  tx: Tx,
  dialect: 'sqlite' | 'postgres',
  wanted: Wanted,
  floor: number,
  limit: number,
): Promise<readonly Hit[]> {
  const { rows } = await sql<Hit>`select texts.message_id as id, texts.docid as place
    from derived_search_texts texts ${dialect === 'sqlite' ? sql`cross` : sql``} join messages on messages.id = texts.message_id
    where texts.docid >= ${floor} and texts.docid < ${wanted.to} and ${conditions(dialect, wanted)}
    order by texts.docid desc limit ${limit}`.execute(tx);
  return rows;
}

function conditions(dialect: 'sqlite' | 'postgres', wanted: Wanted): RawBuilder<unknown> {
  const { reader, words, not, userIds, roomIds, flags } = wanted;
  const all = [
    sql`texts.room_id in ${readableRoomIds(reader)}`,
    ...words.map((word) => contains(dialect, word)),
    ...not.map((word) => sql`not (${contains(dialect, word)})`),
  ];
  if (userIds !== null) all.push(amongIds(sql`texts.user_id`, userIds));
  if (roomIds !== null) all.push(amongIds(sql`texts.room_id`, roomIds));
  if (flags !== 0) all.push(sql`texts.flags & ${sql.lit(flags)} = ${sql.lit(flags)}`);
  // The message as it is: what was changed or deleted since it was indexed is not found.
  all.push(sql`coalesce(messages.edited_at, '') = texts.edited_at and messages.deleted_at is null`);
  if (wanted.edited) all.push(sql`messages.edited_at is not null`);
  if (wanted.unread) all.push(unreadTo(reader.userId));
  return and(all);
}

/** As unread counts count: by others, of the main timeline, after what was read last. */
function unreadTo(userId: string): RawBuilder<unknown> {
  return sql`messages.user_id <> ${userId} and messages.thread_id is null and exists (
    select 1 from room_members mine
    left join reads on reads.room_id = mine.room_id and reads.user_id = mine.user_id
    where mine.room_id = texts.room_id and mine.user_id = ${userId}
      and messages.seq > case when reads.seq > mine.joined_seq then reads.seq else mine.joined_seq end)`;
}

function contains(dialect: 'sqlite' | 'postgres', word: string): RawBuilder<unknown> {
  if (dialect === 'sqlite') return sql`instr(texts.text, ${word}) > 0`;
  // The form that an index of trigrams serves.
  return sql`texts.text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
}

function amongIds(column: RawBuilder<unknown>, ids: readonly string[]): RawBuilder<unknown> {
  return ids.length === 0 ? sql`1 = 0` : sql`${column} in (${sql.join(ids)})`;
}

function and(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}

/** More tell hardly anything, and whether the word is really there is looked up in the text. */
const TRIGRAMS_MAX = 24;

/** Every trigram as a phrase of its own: in quotes nothing of it is FTS5's syntax. */
export function matchOf(words: readonly string[]): string {
  const trigrams = [...new Set(words.flatMap(trigramsOf))];
  const step = Math.max(1, trigrams.length / TRIGRAMS_MAX);
  const chosen = trigrams.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  return chosen.map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

function trigramsOf(word: string): string[] {
  const chars = [...word];
  return chars.slice(2).map((last, index) => `${chars[index] ?? ''}${chars[index + 1] ?? ''}${last}`);
}
