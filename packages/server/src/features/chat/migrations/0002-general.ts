/** The room a new server begins with. Nobody made it, so administrators of the server look after it. */
import type { Kysely, Migration } from 'kysely';

/** Author of what no person did: an id of the shape every id has, made at no time, that no account gets. */
const SYSTEM = '00000000-0000-7000-8000-000000000000';

export function chat0002(newId: () => string, now: () => string): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const row = {
        id: newId(),
        alias: 'general',
        name: 'General',
        name_key: 'general',
        description: '',
        visibility: 'public',
        created_by: SYSTEM,
        created_at: now(),
        member_count: 0,
        direct_key: null,
        is_default: 1,
      };
      // Kysely gives migrations no table types; 0001 made exactly these columns.
      await (db as Kysely<{ rooms: typeof row }>).insertInto('rooms').values(row).execute();
    },
  };
}
