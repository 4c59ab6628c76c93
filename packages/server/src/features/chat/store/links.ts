/** Messages as links to them show them. */
import type { Message } from '@parley/contract/features/chat/model';
import { type Kysely, sql } from 'kysely';
import type { ChatTables } from '../tables.ts';

/** As much as a line holds, with the marks that are left out of it. */
const EXCERPT_CHARS = 300;
const NOBODY = '';

/** Undeleted ones of these rooms by id. */
export async function readLinkedMessages(
  tx: Kysely<ChatTables>,
  roomIds: readonly string[],
  ids: readonly string[],
) {
  if (roomIds.length === 0 || ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('messages')
    .leftJoin('users', 'users.id', 'messages.user_id')
    .select([
      'messages.id as id',
      'messages.room_id as roomId',
      'messages.user_id as userId',
      'users.display_name as displayName',
      'messages.type as type',
      sql<string>`substr(messages.content, 1, ${sql.lit(EXCERPT_CHARS)})`.as('content'),
      'messages.thread_id as threadId',
      'messages.created_at as createdAt',
    ])
    .where('messages.id', 'in', [...ids])
    .where('messages.room_id', 'in', [...roomIds])
    .where('messages.deleted_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ threadId, displayName, type, ...row }) => [
      row.id,
      {
        ...row,
        // A column that holds only what the contract allows.
        type: type as Message['type'],
        displayName: displayName ?? NOBODY,
        ...(threadId === null ? {} : { threadId }),
      },
    ]),
  );
}
