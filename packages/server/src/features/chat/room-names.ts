/** Names of rooms for those who are in none of them. */
import type { Kysely } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import { chatIn } from './store/snapshot.ts';
import type { ChatTables } from './tables.ts';

/** Names of the public rooms among these, in the snapshot `tx` if given; those of others are their members' own. */
export function publicRoomNames(db: Database) {
  return async (ids: readonly string[], tx?: Kysely<never>): Promise<ReadonlyMap<string, string>> => {
    if (ids.length === 0) return new Map();
    const reads = tx === undefined ? db.reader<ChatTables>() : chatIn(tx);
    const rows = await reads
      .selectFrom('rooms')
      .select(['id', 'name'])
      .where('id', 'in', [...ids])
      .where('visibility', '=', 'public')
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
}
