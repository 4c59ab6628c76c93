/** Who carries a file: the message it names, and any that share it. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import { type Reader, readableRoomIds } from '../../chat/public.ts';
import type { FileShareTable, FileTable, FileTables } from '../tables.ts';

type Tx = Kysely<FileTables>;

/** A file with everything that was decided on when a statement expects it unchanged. */
export type CarriedFile = Pick<FileTable, 'id' | 'room_id' | 'message_id' | 'shares'>;

/** Files that any of the messages carries, with all that share them: the oldest first. */
export async function readCarried(
  tx: Tx,
  messageIds: readonly string[],
): Promise<{ readonly files: readonly CarriedFile[]; readonly shares: readonly FileShareTable[] }> {
  const shared = tx
    .selectFrom('file_shares')
    .select('file_id')
    .where('message_id', 'in', [...messageIds]);
  const files = await tx
    .selectFrom('files')
    .select(['id', 'room_id', 'message_id', 'shares'])
    .where('state', '=', 'ready')
    .where((where) => where.or([where('message_id', 'in', [...messageIds]), where('id', 'in', shared)]))
    // Everybody takes rows in this order.
    .orderBy('id')
    .execute();
  const ids = files.filter((file) => file.shares > 0).map(({ id }) => id);
  if (ids.length === 0) return { files, shares: [] };
  const shares = await tx
    .selectFrom('file_shares')
    .selectAll()
    .where('file_id', 'in', ids)
    .orderBy('message_id')
    .execute();
  return { files, shares };
}

/** Enough to find one that somebody may read: the kernel is asked about each. */
const MAX_ROOMS = 20;

/** Rooms it was forwarded to that `reader` seems to be able to read. */
export async function readSharedRooms(tx: Tx, fileId: string, reader: Reader): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('file_shares')
    .select('room_id')
    .distinct()
    .where('file_id', '=', fileId)
    .where('room_id', 'in', readableRoomIds(reader))
    .limit(MAX_ROOMS)
    .execute();
  return rows.map((row) => row.room_id);
}

/** One more message carries it. Conflicts when who carries it changed since it was read. */
export function share(builder: Tx, file: CarriedFile, row: Omit<FileShareTable, 'file_id'>): Statement[] {
  return [
    changed(builder, file, { shares: file.shares + 1 }),
    insert('file_shares', { file_id: file.id, ...row }),
  ];
}

/** Nobody carries it any more: not given out from now on. */
export function letGo(builder: Tx, file: CarriedFile): Statement[] {
  const rows = run(builder.deleteFrom('file_shares').where('file_id', '=', file.id), file.shares);
  return [changed(builder, file, { state: 'orphan', shares: 0 }), ...(file.shares === 0 ? [] : [rows])];
}

/** Those shares end; where `heir` is one of them, it becomes the message that the file names. */
export function endShares(
  builder: Tx,
  file: CarriedFile,
  ended: readonly FileShareTable[],
  heir: FileShareTable | null,
): Statement[] {
  const messageIds = ended.map((row) => row.message_id);
  const home = heir === null ? {} : { room_id: heir.room_id, message_id: heir.message_id };
  return [
    changed(builder, file, { ...home, shares: file.shares - ended.length }),
    run(
      builder.deleteFrom('file_shares').where('file_id', '=', file.id).where('message_id', 'in', messageIds),
      ended.length,
    ),
  ];
}

/** The row itself is what two write sets about one file meet at. */
function changed(builder: Tx, file: CarriedFile, set: Partial<FileTable>): Statement {
  return run(
    builder
      .updateTable('files')
      .set(set)
      .where('id', '=', file.id)
      .where('state', '=', 'ready')
      .where('message_id', '=', file.message_id)
      .where('shares', '=', file.shares),
    1,
  );
}
