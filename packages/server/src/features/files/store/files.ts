/** Files: reading them, and the statements that take them from their first byte to their last. */
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { FileTable, FileTables } from '../tables.ts';

type Tx = Kysely<FileTables>;

export async function readFile(tx: Tx, id: string): Promise<FileTable | null> {
  const row = await tx.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function readFiles(tx: Tx, ids: readonly string[]): Promise<readonly FileTable[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('files')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

export interface PostedPage {
  readonly roomId: string;
  readonly kind?: string | undefined;
  /** Those older than this id. */
  readonly before: string | null;
  readonly limit: number;
}

/** Posted or forwarded ones with who did that, the latest first; each once. */
export async function readPosted(tx: Tx, page: PostedPage) {
  const { roomId, limit } = page;
  const posted = await pageOf(tx, page)
    .leftJoin('users', 'users.id', 'files.user_id')
    .select(['users.username as username', 'users.display_name as displayName'])
    .where('files.room_id', '=', roomId)
    .where('files.message_id', 'is not', null)
    .execute();
  const forwarded = await pageOf(tx, page)
    .innerJoin('file_shares', 'file_shares.file_id', 'files.id')
    .leftJoin('users', 'users.id', 'file_shares.user_id')
    .select([
      'users.username as username',
      'users.display_name as displayName',
      'file_shares.room_id as room_id',
      'file_shares.user_id as user_id',
      'file_shares.message_id as message_id',
    ])
    .where('file_shares.room_id', '=', roomId)
    .where('files.room_id', '<>', roomId)
    .where(isFirstShareInItsRoom)
    .execute();
  return [...posted, ...forwarded].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, limit);
}

function pageOf(tx: Tx, { kind, before, limit }: PostedPage) {
  let query = tx.selectFrom('files').selectAll('files').where('files.state', '=', 'ready');
  if (kind !== undefined) query = query.where('files.kind', '=', kind);
  if (before !== null) query = query.where('files.id', '<', before);
  return query.orderBy('files.id', 'desc').limit(limit);
}

const isFirstShareInItsRoom = sql<boolean>`not exists (select 1 from file_shares other
  where other.file_id = file_shares.file_id and other.room_id = file_shares.room_id
  and other.message_id < file_shares.message_id)`;

export type NewFile = Pick<
  FileTable,
  'id' | 'room_id' | 'user_id' | 'name' | 'announced' | 'mime' | 'created_at'
>;

export function insertFile(file: NewFile): Statement {
  return insert('files', {
    ...file,
    state: 'uploading',
    size: 0,
    held: file.announced,
    kind: 'file',
    width: null,
    height: null,
    blur: null,
    thumbnail_size: null,
    message_id: null,
    shares: 0,
  });
}

export type MadeReady = Pick<
  FileTable,
  'size' | 'held' | 'mime' | 'kind' | 'width' | 'height' | 'blur' | 'thumbnail_size'
>;

/** Conflicts when it is no longer being uploaded. */
export function makeReady(builder: Tx, id: string, made: MadeReady): Statement {
  return run(
    builder
      .updateTable('files')
      .set({ ...made, state: 'ready' })
      .where('id', '=', id)
      .where('state', '=', 'uploading'),
    1,
  );
}

/** Conflicts unless each of them is its person's, of this room, ready and not posted yet. */
export function tieToMessage(
  builder: Tx,
  post: {
    readonly ids: readonly string[];
    readonly roomId: string;
    readonly userId: string;
    readonly messageId: string;
  },
): Statement {
  return run(
    builder
      .updateTable('files')
      .set({ message_id: post.messageId })
      .where('id', 'in', [...post.ids])
      .where('room_id', '=', post.roomId)
      .where('user_id', '=', post.userId)
      .where('state', '=', 'ready')
      .where('message_id', 'is', null),
    post.ids.length,
  );
}

/** Conflicts when it was posted, or given up by others, meanwhile. */
export function giveUp(builder: Tx, id: string): Statement {
  return run(
    builder
      .updateTable('files')
      .set({ state: 'orphan' })
      .where('id', '=', id)
      .where('state', '<>', 'orphan')
      .where('message_id', 'is', null),
    1,
  );
}

/** Conflicts when it is gone already: what it held is given back once. */
export function deleteOrphan(builder: Tx, id: string): Statement {
  return run(builder.deleteFrom('files').where('id', '=', id).where('state', '=', 'orphan'), 1);
}
