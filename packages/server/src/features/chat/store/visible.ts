/** Messages as somebody may read them now, wherever they are. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Kysely } from 'kysely';
import { mayRead } from '../policy.ts';
import { standingSanction } from '../sanctions.ts';
import { readMessageJson } from './messages.ts';
import { chatIn } from './snapshot.ts';

export interface VisibleMessage {
  readonly roomId: string;
  /** Empty when deleted. */
  readonly content: string;
  readonly deleted: boolean;
}

/** Those of the messages that `userId` may read at `at` (ISO 8601), by id. At most some hundreds of ids; `tx` reads a snapshot. */
export async function visibleMessages(
  tx: Kysely<never>,
  userId: string,
  at: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, VisibleMessage>> {
  if (ids.length === 0) return new Map();
  const rows = await chatIn(tx)
    .selectFrom('messages')
    .innerJoin('rooms', 'rooms.id', 'messages.room_id')
    .leftJoin('room_members as mine', (join) =>
      join.onRef('mine.room_id', '=', 'rooms.id').on('mine.user_id', '=', userId),
    )
    .leftJoin('room_sanctions as ban', (join) =>
      join.onRef('ban.room_id', '=', 'rooms.id').on('ban.user_id', '=', userId).on('ban.kind', '=', 'ban'),
    )
    .leftJoin('users as viewer', (join) => join.on('viewer.id', '=', userId))
    .select([
      'messages.id as id',
      'messages.room_id as roomId',
      'messages.content as content',
      'messages.deleted_at as deletedAt',
      'rooms.visibility as visibility',
      'mine.role as roomRole',
      'viewer.role as serverRole',
      'ban.until as banUntil',
      'ban.reason as banReason',
    ])
    .where('messages.id', 'in', [...ids])
    .execute();
  return new Map(
    rows
      // Columns that hold only what the contract allows. Who has no account is shown no more than a guest.
      .filter(
        ({ visibility, roomRole, serverRole, banUntil, banReason }) =>
          standingSanction(banUntil, banReason, Date.parse(at)) === null &&
          mayRead({
            visibility: visibility as Visibility,
            roomRole: roomRole as RoomRole | null,
            serverRole: (serverRole ?? 'guest') as Role,
          }),
      )
      .map(({ id, roomId, content, deletedAt }) => [id, { roomId, content, deleted: deletedAt !== null }]),
  );
}

/** The same as JSON of the contract's message, in its present state. */
export async function visibleMessagesJson(
  tx: Kysely<never>,
  userId: string,
  at: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const visible = await visibleMessages(tx, userId, at, ids);
  return readMessageJson(chatIn(tx), [...visible.keys()]);
}
