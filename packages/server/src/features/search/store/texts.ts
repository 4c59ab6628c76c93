/** The index's own rows, and the statements that change them. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { SearchTables, TextTable } from '../tables.ts';

type Tx = Kysely<SearchTables>;

/** What is indexed of a message. */
export type Indexed = Pick<TextTable, 'edited_at' | 'flags' | 'text'>;

/** Message -> its place and what is indexed of it. */
export async function readIndexed(
  tx: Tx,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, Indexed & Pick<TextTable, 'docid'>>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('derived_search_texts')
    .select(['message_id as id', 'docid', 'edited_at', 'flags', 'text'])
    .where('message_id', 'in', [...messageIds])
    .execute();
  return new Map(rows.map(({ id, ...indexed }) => [id, indexed]));
}

/** Which of these places are taken. */
export async function readTaken(tx: Tx, places: readonly number[]): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('derived_search_texts')
    .select('docid')
    .where('docid', 'in', [...places])
    .execute();
  return rows.map(({ docid }) => docid);
}

export function insertText(row: TextTable): Statement {
  return insert('derived_search_texts', { ...row });
}

export function updateText(builder: Tx, docid: number, changes: Indexed): Statement {
  return run(builder.updateTable('derived_search_texts').set(changes).where('docid', '=', docid));
}

export function deleteText(builder: Tx, docid: number): Statement {
  return run(builder.deleteFrom('derived_search_texts').where('docid', '=', docid));
}

/** From where the room stood to where it will stand: a conflict when somebody else moved it. */
export function moveRoom(
  builder: Tx,
  roomId: string,
  from: number | null,
  to: { readonly done: number; readonly pass: number },
): Statement {
  const row = { room_id: roomId, done_seq: to.done, pass_seq: to.pass };
  // Who else begins with the room at the same time meets its primary key.
  if (from === null) return insert('derived_search_rooms', row);
  return run(
    builder
      .updateTable('derived_search_rooms')
      .set({ done_seq: to.done, pass_seq: to.pass })
      .where('room_id', '=', roomId)
      .where('done_seq', '=', from),
    1,
  );
}
