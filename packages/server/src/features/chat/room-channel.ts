/** The kind of channel `room:<id>`: who may follow it, and its present state. */

import type { Role } from '@parley/contract/features/accounts/model';
import type { RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import type { ChannelKind } from '../../kernel/index.ts';
import { type Database, readHead } from '../../platform/db/database.ts';
import type { RoomFacts } from './directory.ts';
import { MAX_TOLD_MEMBERS } from './limits.ts';
import { placedJson } from './message-json.ts';
import { permissionsOf } from './permissions.ts';
import { mayRead } from './policy.ts';
import { standingSanction } from './sanctions.ts';
import { readMembers } from './store/members.ts';
import { readBefore } from './store/messages.ts';
import { readReadMarks } from './store/receipts.ts';
import { roomChannelOf } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';
import { showMember, type Views, viewRoom } from './views.ts';

export const SNAPSHOT_MEMBERS = 100;
export const SNAPSHOT_MESSAGES = 50;

export function roomChannel(db: Database, views: Views, now: () => number): ChannelKind<RoomFacts> {
  return {
    kind: 'room',
    async access(id, userId) {
      const row = await readAccess(db.reader<ChatTables>(), id, userId);
      if (row === undefined) return null;
      // Columns that hold only what the contract allows. Who has no account is shown no more than a guest.
      const visibility = row.visibility as Visibility;
      const roomRole = row.roomRole as RoomRole | null;
      const serverRole = (row.serverRole ?? 'guest') as Role;
      const at = now();
      const muted = standingSanction(row.muteUntil, row.muteReason, at);
      const banned = standingSanction(row.banUntil, row.banReason, at);
      return {
        aclVersion: Number(row.aclVersion ?? 0),
        read: banned === null && mayRead({ visibility, roomRole, serverRole }),
        visibleFromSeq: 1,
        facts: {
          visibility,
          alias: row.alias,
          roomRole,
          memberCount: row.memberCount,
          muted,
          banned,
          permissions: permissionsOf(visibility, row.permissions),
          archived: row.archivedAt !== null,
          slowModeSeconds: row.slowModeSeconds,
        },
      };
    },
    snapshot: (id, viewer) =>
      db.snapshot(async (tx: Kysely<ChatTables>) => {
        const { seq } = await readHead(tx, roomChannelOf(id));
        return { seq, json: await readSnapshotJson(tx, id, viewer.userId, views) };
      }),
  };
}

/** `{room,members,messages,readMarks?}`: the first members, the newest messages oldest first, and in small rooms who read how far. */
async function readSnapshotJson(
  tx: Kysely<ChatTables>,
  roomId: string,
  viewerId: string,
  views: Views,
): Promise<string> {
  const room = await viewRoom(tx, roomId, viewerId, views);
  if (room === null) throw new Error(`room ${roomId} is followed but not there`);
  const members = await readMembers(tx, roomId, null, SNAPSHOT_MEMBERS);
  const messages = await readBefore(tx, roomId, null, null, SNAPSHOT_MESSAGES);
  const shown = members.map((row) => showMember(row, views.presence));
  const said = messages.map(placedJson).reverse();
  const marks = room.memberCount <= MAX_TOLD_MEMBERS ? await readReadMarks(tx, roomId) : null;
  const told = marks === null ? '' : `,"readMarks":${JSON.stringify(marks)}`;
  return `{"room":${JSON.stringify(room)},"members":${JSON.stringify(shown)},"messages":[${said.join(',')}]${told}}`;
}

/** Rights and `aclVersion` in one statement, which is one snapshot. */
function readAccess(tx: Kysely<ChatTables>, id: string, userId: string) {
  return tx
    .selectFrom('rooms')
    .leftJoin('room_members', (join) =>
      join.onRef('room_members.room_id', '=', 'rooms.id').on('room_members.user_id', '=', userId),
    )
    .leftJoin('users', (join) => join.on('users.id', '=', userId))
    .leftJoin('room_sanctions as mute', (join) =>
      join
        .onRef('mute.room_id', '=', 'rooms.id')
        .on('mute.user_id', '=', userId)
        .on('mute.kind', '=', 'mute'),
    )
    .leftJoin('room_sanctions as ban', (join) =>
      join.onRef('ban.room_id', '=', 'rooms.id').on('ban.user_id', '=', userId).on('ban.kind', '=', 'ban'),
    )
    .leftJoin('channels', (join) => join.on('channels.id', '=', roomChannelOf(id)))
    .select([
      'rooms.visibility as visibility',
      'rooms.alias as alias',
      'rooms.permissions as permissions',
      'rooms.archived_at as archivedAt',
      'rooms.slow_mode_seconds as slowModeSeconds',
      'rooms.member_count as memberCount',
      'room_members.role as roomRole',
      'users.role as serverRole',
      'mute.until as muteUntil',
      'mute.reason as muteReason',
      'ban.until as banUntil',
      'ban.reason as banReason',
      'channels.acl_version as aclVersion',
    ])
    .where('rooms.id', '=', id)
    .executeTakeFirst();
}
