/** Rooms as one person sees them, and the statements that change them. */
import { fold } from '@parley/contract/text/fold';
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import { PERSON_COLUMNS, type PersonRow } from '../../accounts/public.ts';
import type { ChatTables, RoomTable } from '../tables.ts';
import { PREFERENCE_COLUMNS } from './preferences.ts';
import { mentionCount, unreadCount } from './reads.ts';

type Tx = Kysely<ChatTables>;

const CHANNEL = 'room:';

export function roomChannelOf(roomId: string): string {
  return CHANNEL + roomId;
}

/** Null when the channel is no room's. */
export function roomIdOf(channel: string): string | null {
  return channel.startsWith(CHANNEL) ? channel.slice(CHANNEL.length) : null;
}

/** When the last thing was said. A seek along `messages_room_seq`, so that sending need not update the room. */
const lastMessageAt = sql<string | null>`(select m.created_at from messages m where m.room_id = rooms.id
  order by m.seq desc limit 1)`;

/** Rooms joined with what `viewerId` has to do with them. */
export function roomsFor(tx: Tx, viewerId: string) {
  return tx
    .selectFrom('rooms')
    .leftJoin('room_members as mine', (join) =>
      join.onRef('mine.room_id', '=', 'rooms.id').on('mine.user_id', '=', viewerId),
    )
    .leftJoin('reads', (join) =>
      join.onRef('reads.room_id', '=', 'rooms.id').on('reads.user_id', '=', viewerId),
    )
    .leftJoin('room_sanctions as my_mute', (join) =>
      join
        .onRef('my_mute.room_id', '=', 'rooms.id')
        .on('my_mute.user_id', '=', viewerId)
        .on('my_mute.kind', '=', 'mute'),
    )
    .leftJoin('channels', (join) => join.on('channels.id', '=', sql`'room:' || rooms.id`));
}

/** The same with the columns of a `RoomRow`. */
export function selectRooms(tx: Tx, viewerId: string) {
  return roomsFor(tx, viewerId).select([
    'rooms.id as id',
    'rooms.alias as alias',
    'rooms.name as name',
    'rooms.description as description',
    'rooms.topic as topic',
    'rooms.permissions as permissions',
    'rooms.slow_mode_seconds as slowModeSeconds',
    'rooms.link_previews as linkPreviews',
    'rooms.archived_at as archivedAt',
    'rooms.visibility as visibility',
    'rooms.created_by as createdBy',
    'rooms.created_at as createdAt',
    'rooms.member_count as memberCount',
    'mine.role as myRole',
    ...PREFERENCE_COLUMNS,
    'my_mute.until as mutedUntil',
    'my_mute.reason as mutedReason',
    'reads.message_id as lastReadId',
    'reads.held as held',
    'channels.head_seq as headSeq',
    lastMessageAt.as('lastMessageAt'),
    unreadCount(viewerId).as('unread'),
    mentionCount(viewerId).as('mentions'),
  ]);
}

export type RoomRow = Awaited<ReturnType<ReturnType<typeof selectRooms>['execute']>>[number];

export async function readRoom(tx: Tx, roomId: string, viewerId: string): Promise<RoomRow | null> {
  const row = await selectRooms(tx, viewerId).where('rooms.id', '=', roomId).executeTakeFirst();
  return row ?? null;
}

export async function readNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('rooms')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether a room has links looked up; not where there is none. */
export async function readLinkPreviews(tx: Tx, roomId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('rooms')
    .select('link_previews as wanted')
    .where('id', '=', roomId)
    .executeTakeFirst();
  return row?.wanted === 1;
}

export interface Page<C> {
  readonly q?: string | undefined;
  readonly after: C | null;
  readonly limit: number;
}

/** My rooms, the latest conversation first. */
export async function readMyRooms(
  tx: Tx,
  viewerId: string,
  { q, after, limit }: Page<{ readonly at: string; readonly id: string }>,
): Promise<readonly RoomRow[]> {
  const activity = sql<string>`coalesce(${lastMessageAt}, rooms.created_at)`;
  let query = selectRooms(tx, viewerId).where('mine.role', 'is not', null);
  if (q !== undefined) query = query.where(nameContains(q));
  if (after !== null) {
    query = query.where((where) =>
      where.or([
        where(activity, '<', after.at),
        where.and([where(activity, '=', after.at), where('rooms.id', '<', after.id)]),
      ]),
    );
  }
  return query.orderBy(activity, 'desc').orderBy('rooms.id', 'desc').limit(limit).execute();
}

/**
 * Rooms by name: the public ones that are alive, or the archived ones that are public or the viewer's. Without those they are
 * banned from at `now`.
 */
export async function readRoomsByName(
  tx: Tx,
  viewerId: string,
  { q, after, limit }: Page<{ readonly name: string; readonly id: string }>,
  { archived, onlyMine }: { readonly archived: boolean; readonly onlyMine: boolean },
  now: string,
): Promise<readonly RoomRow[]> {
  let query = selectRooms(tx, viewerId);
  query = archived
    ? query
        .where('rooms.archived_at', 'is not', null)
        .where((where) =>
          where.or([where('rooms.visibility', '=', 'public'), where('mine.role', 'is not', null)]),
        )
    : query.where('rooms.visibility', '=', 'public').where('rooms.archived_at', 'is', null);
  query = query.where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('room_sanctions as ban')
          .select('ban.kind')
          .whereRef('ban.room_id', '=', 'rooms.id')
          .where('ban.user_id', '=', viewerId)
          .where('ban.kind', '=', 'ban')
          .where((where) => where.or([where('ban.until', 'is', null), where('ban.until', '>', now)])),
      ),
    ),
  );
  if (onlyMine) query = query.where('mine.role', 'is not', null);
  if (q !== undefined) query = query.where(nameContains(q));
  if (after !== null) {
    query = query.where((where) =>
      where.or([
        where('rooms.name_key', '>', after.name),
        where.and([where('rooms.name_key', '=', after.name), where('rooms.id', '>', after.id)]),
      ]),
    );
  }
  return query.orderBy('rooms.name_key').orderBy('rooms.id').limit(limit).execute();
}

/** Folded here and in the column alike: `Élan` stands among the E, and whoever writes `elan` finds it. */
export function nameKey(name: string): string {
  return fold(name);
}

function nameContains(q: string) {
  const pattern = `%${nameKey(q).replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`rooms.name_key like ${pattern} escape '\\'`;
}

/** The people of rooms, in the order they joined: for direct rooms, which are few people each. */
export async function readPeopleOf(
  tx: Tx,
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonRow[]>> {
  const people = new Map<string, PersonRow[]>();
  if (roomIds.length === 0) return people;
  const rows = await tx
    .selectFrom('room_members')
    .innerJoin('users', 'users.id', 'room_members.user_id')
    .select(PERSON_COLUMNS)
    .select('room_members.room_id as roomId')
    .where('room_members.room_id', 'in', [...roomIds])
    .orderBy('users.id')
    .execute();
  for (const { roomId, ...person } of rows) {
    const known = people.get(roomId);
    if (known) known.push(person);
    else people.set(roomId, [person]);
  }
  return people;
}

export async function readIdByAlias(tx: Tx, alias: string): Promise<string | null> {
  const row = await tx.selectFrom('rooms').select('id').where('alias', '=', alias).executeTakeFirst();
  return row?.id ?? null;
}

export async function readRoomName(tx: Tx, roomId: string): Promise<string | null> {
  const row = await tx.selectFrom('rooms').select('name').where('id', '=', roomId).executeTakeFirst();
  return row?.name ?? null;
}

export async function readIdByDirectKey(tx: Tx, key: string): Promise<string | null> {
  const row = await tx.selectFrom('rooms').select('id').where('direct_key', '=', key).executeTakeFirst();
  return row?.id ?? null;
}

/** Rooms whoever registers becomes a member of, as long as they are alive. */
export async function readDefaultRoomIds(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('rooms')
    .select('id')
    .where('is_default', '=', 1)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/** What bringing somebody in depends on besides their standing, as the row says now. */
export async function readRules(tx: Tx, roomId: string): Promise<RoomRules | null> {
  const row = await tx
    .selectFrom('rooms')
    .select(['visibility', 'permissions', 'archived_at as archivedAt'])
    .where('id', '=', roomId)
    .executeTakeFirst();
  return row ?? null;
}

export interface RoomRules {
  readonly visibility: string;
  readonly permissions: string;
  readonly archivedAt: string | null;
}

/** Changes nothing. Conflicts when the rules are others by now. */
export function expectRules(builder: Tx, roomId: string, { permissions }: RoomRules): Statement {
  return run(
    builder
      .updateTable('rooms')
      .set({ permissions })
      .where('id', '=', roomId)
      .where('permissions', '=', permissions)
      .where('archived_at', 'is', null),
    1,
  );
}

export type NewRoom = Omit<
  RoomTable,
  'name_key' | 'is_default' | 'permissions' | 'slow_mode_seconds' | 'link_previews' | 'archived_at'
>;

export function insertRoom(room: NewRoom): Statement {
  return insert('rooms', { ...room, name_key: nameKey(room.name), is_default: 0 });
}

export type RoomColumns = Pick<
  RoomTable,
  | 'name'
  | 'topic'
  | 'description'
  | 'alias'
  | 'permissions'
  | 'slow_mode_seconds'
  | 'link_previews'
  | 'archived_at'
>;

export function updateRoom(builder: Tx, roomId: string, changes: Partial<RoomColumns>): Statement {
  const keyed = changes.name === undefined ? changes : { ...changes, name_key: nameKey(changes.name) };
  return run(builder.updateTable('rooms').set(keyed).where('id', '=', roomId), 1);
}
