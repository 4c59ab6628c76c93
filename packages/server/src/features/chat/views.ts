/** Rooms and people as they are shown: rows to the contract's shapes. */
import type { Member, Room, RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import type { Presences } from '../../kernel/index.ts';
import { type PersonRow, toUser } from '../accounts/public.ts';
import { permissionsOf } from './permissions.ts';
import type { MemberRow } from './store/members.ts';
import { NO_PREFERENCES, preferencesOf } from './store/preferences.ts';
import { type RoomRow, readPeopleOf, readRoom } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';

type Tx = Kysely<ChatTables>;

export interface Views {
  readonly presence: Presences;
  /** The log's epoch, which positions belong to. Rooms carry no position where it isn't known. */
  readonly epoch?: () => string;
}

/** Rooms of one person, complete with the people of the direct ones: one more query, however many rooms. */
export async function showRooms(tx: Tx, rows: readonly RoomRow[], views: Views): Promise<Room[]> {
  const direct = rows.filter((row) => row.visibility === 'direct').map((row) => row.id);
  const people = await readPeopleOf(tx, direct);
  return rows.map((row) => showRoom(row, people.get(row.id), views));
}

/** One room as `viewerId` sees it; null when there is no such room. Asks no policy. */
export async function viewRoom(tx: Tx, roomId: string, viewerId: string, views: Views): Promise<Room | null> {
  const row = await readRoom(tx, roomId, viewerId);
  if (row === null) return null;
  const [room] = await showRooms(tx, [row], views);
  return room ?? null;
}

function showRoom(row: RoomRow, people: readonly PersonRow[] | undefined, views: Views): Room {
  // Columns that hold only what the contract allows.
  const visibility = row.visibility as Visibility;
  const shared: Room = {
    id: row.id,
    ...(row.alias === null ? {} : { alias: row.alias }),
    name: row.name,
    topic: row.topic,
    description: row.description,
    visibility,
    permissions: permissionsOf(visibility, row.permissions),
    slowModeSeconds: row.slowModeSeconds,
    linkPreviews: row.linkPreviews === 1,
    archivedAt: row.archivedAt,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
    memberCount: row.memberCount,
    lastMessageAt: row.lastMessageAt,
    ...(people === undefined ? {} : { people: people.map((person) => toUser(person, views.presence)) }),
  };
  const muted = row.mutedReason === null ? {} : { muted: { until: row.mutedUntil, reason: row.mutedReason } };
  if (row.myRole === null) return { ...shared, ...muted };
  const epoch = views.epoch?.();
  return {
    ...shared,
    ...muted,
    unread: row.unread ?? 0,
    mentions: row.mentions ?? 0,
    ...(epoch === undefined ? {} : { position: { epoch, seq: Number(row.headSeq ?? 0) } }),
    // Empty where everything was marked unread.
    lastReadId: row.lastReadId || null,
    ...(row.held === 1 ? { markedUnread: true as const } : {}),
    myRole: row.myRole as RoomRole,
    myPreferences: preferencesOf(row),
  };
}

/** The room as it will be to somebody once they are a member. */
export function joinedRoom(room: Room, role: RoomRole): Room {
  const { position: _, ...rest } = room;
  return {
    ...rest,
    memberCount: room.memberCount + 1,
    unread: 0,
    mentions: 0,
    lastReadId: room.lastReadId ?? null,
    myRole: role,
    myPreferences: NO_PREFERENCES,
  };
}

/** The room as it will be to somebody once they are none any more. */
export function leftRoom(room: Room): Room {
  return { ...sharedRoom(room), memberCount: room.memberCount - 1 };
}

/** What everybody may be told of a room: without what concerns one person only. */
export function sharedRoom(room: Room): Room {
  const { unread: _u, mentions: _m, position: _p, lastReadId: _l, ...rest } = room;
  const { myRole: _r, myPreferences: _o, markedUnread: _k, muted: _s, ...shared } = rest;
  return shared;
}

export function showMember(row: MemberRow, presence: Presences): Member {
  return { ...toUser(row, presence), roomRole: row.roomRole as RoomRole, joinedAt: row.joinedAt };
}
