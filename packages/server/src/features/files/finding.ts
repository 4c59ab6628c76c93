/** Finding posted files by their names, for searches: only in rooms that the one who asks may read. */
import type { FoundFile } from '@parley/contract/features/search/model';
import { type Kysely, sql } from 'kysely';
import { readableRoomIds } from '../chat/public.ts';
import type { SearchSource } from '../search/public.ts';
import type { FileTable, FileTables } from './tables.ts';
import { showFile } from './view.ts';

/**
 * Names that have all of the words, the latest first; each file once, where it was posted or else where it was forwarded
 * to. Case is folded as the database does: for ASCII on SQLite.
 */
export const findFiles: SearchSource<FoundFile> = async (tx, { reader, words, limit }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const files = tx as unknown as Kysely<FileTables>;
  const rooms = readableRoomIds(reader);
  const posted = await named(files, words, limit)
    .where('files.message_id', 'is not', null)
    .where('files.room_id', 'in', rooms)
    .execute();
  const forwarded = await named(files, words, limit)
    .innerJoin('file_shares', 'file_shares.file_id', 'files.id')
    .select([
      'file_shares.room_id as room_id',
      'file_shares.user_id as user_id',
      'file_shares.message_id as message_id',
    ])
    .where('file_shares.room_id', 'in', rooms)
    .orderBy('file_shares.message_id')
    .execute();
  const found = new Map<string, FileTable>();
  for (const row of [...posted, ...forwarded]) if (!found.has(row.id)) found.set(row.id, row);
  const rows = [...found.values()].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit);
  return rows.map((row) => {
    const { kind: _, blur: __, ...file } = showFile(row);
    const { room_id: roomId, user_id: userId, message_id: messageId, created_at: createdAt } = row;
    return { ...file, roomId, userId, messageId, createdAt };
  });
};

function named(files: Kysely<FileTables>, words: readonly string[], limit: number) {
  let query = files.selectFrom('files').selectAll('files').where('files.state', '=', 'ready');
  for (const word of words) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`lower(files.name) like lower(${pattern}) escape '\\'`);
  }
  return query.orderBy('files.id', 'desc').limit(limit);
}
