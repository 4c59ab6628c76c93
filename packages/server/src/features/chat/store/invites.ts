/** Links into rooms, and the statements that make, use and end them. */
import type { InviteEnd, RoomInvite } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { ChatTables, RoomInviteTable } from '../tables.ts';

type Tx = Kysely<ChatTables>;

function selectInvites(tx: Tx) {
  return tx
    .selectFrom('room_invites as invite')
    .innerJoin('rooms', 'rooms.id', 'invite.room_id')
    .leftJoin('users', 'users.id', 'invite.created_by')
    .select([
      'invite.id as id',
      'invite.room_id as roomId',
      'invite.created_by as createdBy',
      'users.display_name as createdByName',
      'invite.created_at as createdAt',
      'invite.expires_at as expiresAt',
      'invite.max_uses as maxUses',
      'invite.uses as uses',
      'invite.revoked_at as revokedAt',
      'rooms.name as roomName',
      'rooms.topic as topic',
      'rooms.member_count as memberCount',
      'rooms.archived_at as archivedAt',
    ]);
}

export type InviteRow = Awaited<ReturnType<ReturnType<typeof selectInvites>['execute']>>[number];

export async function readInviteByHash(tx: Tx, hash: string): Promise<InviteRow | null> {
  const row = await selectInvites(tx).where('invite.hash', '=', hash).executeTakeFirst();
  return row ?? null;
}

export async function readInvite(tx: Tx, roomId: string, id: string): Promise<InviteRow | null> {
  const row = await selectInvites(tx)
    .where('invite.room_id', '=', roomId)
    .where('invite.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Those that are good at `now`, the newest first; only `userId`'s when given. */
export async function readGoodInvites(
  tx: Tx,
  roomId: string,
  { now, userId, limit }: { readonly now: string; readonly userId: string | null; readonly limit: number },
): Promise<readonly InviteRow[]> {
  let query = selectInvites(tx)
    .where('invite.room_id', '=', roomId)
    .where('invite.revoked_at', 'is', null)
    .where((where) =>
      where.or([where('invite.expires_at', 'is', null), where('invite.expires_at', '>', now)]),
    )
    .where((where) =>
      where.or([
        where('invite.max_uses', 'is', null),
        where('invite.uses', '<', where.ref('invite.max_uses')),
      ]),
    );
  if (userId !== null) query = query.where('invite.created_by', '=', userId);
  return query.orderBy('invite.id', 'desc').limit(limit).execute();
}

/** Why it is no longer good at `now`; null while it is. */
export function endOf({ revokedAt, expiresAt, maxUses, uses }: InviteRow, now: string): InviteEnd | null {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return maxUses !== null && uses >= maxUses ? 'used up' : null;
}

export function showInvite(row: InviteRow): RoomInvite {
  const { id, roomId, createdBy, createdAt, expiresAt, maxUses, uses } = row;
  return {
    id,
    roomId,
    createdBy,
    createdByName: row.createdByName ?? '',
    createdAt,
    expiresAt,
    maxUses,
    uses,
  };
}

export function insertInvite(invite: Omit<RoomInviteTable, 'uses' | 'revoked_at'>): Statement {
  return insert('room_invites', invite);
}

/** Counts a use. Conflicts when it ended meanwhile, or the room was archived. */
export function useInvite(builder: Tx, id: string, now: string): Statement {
  return run(
    builder
      .updateTable('room_invites')
      .set((set) => ({ uses: set('uses', '+', 1) }))
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
      .where((where) => where.or([where('max_uses', 'is', null), where('uses', '<', where.ref('max_uses'))]))
      .where('room_id', 'in', (of) =>
        of.selectFrom('rooms').select('rooms.id').where('rooms.archived_at', 'is', null),
      ),
    1,
  );
}

export function revokeInvite(builder: Tx, id: string, at: string): Statement {
  return run(builder.updateTable('room_invites').set({ revoked_at: at }).where('id', '=', id), 1);
}

/** Whoever is no member any more lets nobody in. */
export function revokeInvitesOf(
  builder: Tx,
  { roomId, userId, at }: { readonly roomId: string; readonly userId: string; readonly at: string },
): Statement {
  return run(
    builder
      .updateTable('room_invites')
      .set({ revoked_at: at })
      .where('room_id', '=', roomId)
      .where('created_by', '=', userId)
      .where('revoked_at', 'is', null),
  );
}

/** Those that ended before `before`, which nobody will ask about any more. */
export function forgetInvites(builder: Tx, roomId: string, before: string): Statement {
  return run(
    builder
      .deleteFrom('room_invites')
      .where('room_id', '=', roomId)
      .where((where) => where.or([where('expires_at', '<', before), where('revoked_at', '<', before)])),
  );
}
