/** Finding posted files by their names, for searches: only in rooms that the one who asks may read. */
import type { FoundFile } from '@parley/contract/features/search/model';
import { type Kysely, sql } from 'kysely';
import { readableRoomIds } from '../chat/public.ts';
import type { SearchSource } from '../search/public.ts';
import type { FileTables } from './tables.ts';
import { showFile } from './view.ts';

/** Names that have all of the words, the latest first. Case is folded as the database does: for ASCII on SQLite. */
export const findFiles: SearchSource<FoundFile> = async (tx, { reader, words, limit }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const files = tx as unknown as Kysely<FileTables>;
  let query = files
    .selectFrom('files')
    .selectAll()
    .where('state', '=', 'ready')
    .where('message_id', 'is not', null)
    .where('room_id', 'in', readableRoomIds(reader));
  for (const word of words) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`lower(name) like lower(${pattern}) escape '\\'`);
  }
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => {
    const { kind: _, blur: __, ...file } = showFile(row);
    const { room_id: roomId, user_id: userId, message_id: messageId, created_at: createdAt } = row;
    return { ...file, roomId, userId, messageId, createdAt };
  });
};
