/** What messages said before: kept as long as the message, and gone with it. */
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';
import type { StoredMessage } from './messages.ts';

type Tx = Kysely<ChatTables>;

/** What a message says now, which is about to change. */
export function keepVersion({ id, version, content, editedAt, createdAt }: StoredMessage): Statement {
  return insert('message_edits', { message_id: id, version, content, at: editedAt ?? createdAt });
}

export function forgetVersions(builder: Tx, messageId: string): Statement {
  return run(builder.deleteFrom('message_edits').where('message_id', '=', messageId));
}

/** The latest first, those below the version `before`. */
export async function readVersions(tx: Tx, messageId: string, before: number | null, limit: number) {
  let query = tx.selectFrom('message_edits').select(['version', 'content', 'at']);
  if (before !== null) query = query.where('version', '<', before);
  return query.where('message_id', '=', messageId).orderBy('version', 'desc').limit(limit).execute();
}
