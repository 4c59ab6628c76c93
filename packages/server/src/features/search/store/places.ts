/** Rooms and people: naming those that messages were found in, and finding them by name. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Visibility } from '@parley/contract/features/chat/model';
import type { FoundRoom } from '@parley/contract/features/search/model';
import { type Kysely, sql } from 'kysely';
import type { Presences } from '../../../kernel/index.ts';
import { PERSON_COLUMNS, toUser } from '../../accounts/public.ts';
import { nameKey, type Reader, readableRoomIds, readPeopleOf } from '../../chat/public.ts';
import type { SearchTables } from '../tables.ts';

type Tx = Kysely<SearchTables>;

function selectRooms(tx: Tx, reader: Reader) {
  return tx
    .selectFrom('rooms')
    .leftJoin('room_members as mine', (join) =>
      join.onRef('mine.room_id', '=', 'rooms.id').on('mine.user_id', '=', reader.userId),
    )
    .select([
      'rooms.id as id',
      'rooms.alias as alias',
      'rooms.name as name',
      'rooms.description as description',
      'rooms.visibility as visibility',
      'rooms.member_count as memberCount',
      'mine.role as myRole',
    ])
    .where('rooms.id', 'in', readableRoomIds(reader));
}

type RoomRow = Awaited<ReturnType<ReturnType<typeof selectRooms>['execute']>>[number];

/** By id; what the reader may not see is absent. */
export async function readRooms(
  tx: Tx,
  reader: Reader,
  ids: readonly string[],
  presence: Presences,
): Promise<ReadonlyMap<string, FoundRoom>> {
  if (ids.length === 0) return new Map();
  const rows = await selectRooms(tx, reader)
    .where('rooms.id', 'in', [...ids])
    .execute();
  return new Map((await shown(tx, rows, presence)).map((room) => [room.id, room]));
}

/** Rooms whose name or alias has all of the words; mine first. */
export async function findRooms(
  tx: Tx,
  reader: Reader,
  words: readonly string[],
  limit: number,
  presence: Presences,
): Promise<readonly FoundRoom[]> {
  let query = selectRooms(tx, reader).where('rooms.visibility', '<>', 'direct');
  for (const word of words)
    query = query.where(has(sql`rooms.name_key`, sql`coalesce(rooms.alias, '')`, word));
  const rows = await query
    .orderBy(sql`case when mine.role is null then 1 else 0 end`)
    .orderBy('rooms.name_key')
    .orderBy('rooms.id')
    .limit(limit)
    .execute();
  return shown(tx, rows, presence);
}

async function shown(tx: Tx, rows: readonly RoomRow[], presence: Presences): Promise<FoundRoom[]> {
  const direct = rows.filter(({ visibility }) => visibility === 'direct').map(({ id }) => id);
  // Chat reads its own tables, which these are.
  const people = await readPeopleOf(tx as unknown as Parameters<typeof readPeopleOf>[0], direct);
  return rows.map(({ alias, myRole, visibility, ...row }) => {
    const inRoom = people.get(row.id);
    return {
      ...row,
      ...(alias === null ? {} : { alias }),
      // The column holds only what the contract allows.
      visibility: visibility as Visibility,
      mine: myRole !== null,
      ...(inRoom === undefined ? {} : { people: inRoom.map((person) => toUser(person, presence)) }),
    };
  });
}

/** People whose username or name has all of the words: nobody who is disabled, and to guests only the people of their rooms. */
export async function findPeople(
  tx: Tx,
  reader: Reader,
  words: readonly string[],
  limit: number,
  presence: Presences,
): Promise<readonly User[]> {
  let query = tx.selectFrom('users').select(PERSON_COLUMNS).where('users.disabled', '=', 0);
  if (reader.role === 'guest') {
    query = query.where(
      'users.id',
      'in',
      sql<string>`(select theirs.user_id from room_members mine
      join room_members theirs on theirs.room_id = mine.room_id where mine.user_id = ${reader.userId})`,
    );
  }
  for (const word of words) query = query.where(has(sql`users.username_key`, sql`users.display_key`, word));
  const rows = await query.orderBy('users.username_key').limit(limit).execute();
  return rows.map((row) => toUser(row, presence));
}

/** The ids of people by their usernames, whatever the case; who doesn't exist is absent. */
export async function readUserIds(tx: Tx, usernames: readonly string[]): Promise<readonly string[]> {
  if (usernames.length === 0) return [];
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where(
      'username_key',
      'in',
      usernames.map((name) => name.toLowerCase()),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Rooms by id, alias or whole name, among those the reader may see. */
export async function readRoomIds(
  tx: Tx,
  reader: Reader,
  names: readonly string[],
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const keys = names.map(nameKey);
  const rows = await tx
    .selectFrom('rooms')
    .select('id')
    .where('id', 'in', readableRoomIds(reader))
    .where((where) =>
      where.or([where('id', 'in', keys), where('alias', 'in', keys), where('name_key', 'in', keys)]),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** The rooms of exactly the reader and one of these people. */
export async function readDirectIds(
  tx: Tx,
  reader: Reader,
  userIds: readonly string[],
): Promise<readonly string[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .selectFrom('rooms')
    .innerJoin('room_members as mine', 'mine.room_id', 'rooms.id')
    .innerJoin('room_members as theirs', 'theirs.room_id', 'rooms.id')
    .select('rooms.id')
    .where('rooms.visibility', '=', 'direct')
    .where('mine.user_id', '=', reader.userId)
    .where('theirs.user_id', 'in', [...userIds])
    .where('rooms.member_count', '<=', 2)
    .execute();
  return rows.map(({ id }) => id);
}

/** `word` is folded, as the keys of names are. */
function has(first: ReturnType<typeof sql>, second: ReturnType<typeof sql>, word: string) {
  const pattern = `%${word.replace(/[!%_]/g, '!$&')}%`;
  return sql<boolean>`(${first} like ${pattern} escape '!' or ${second} like ${pattern} escape '!')`;
}
