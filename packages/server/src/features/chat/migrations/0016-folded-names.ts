/** Rooms are looked for without regard to accents and forms of letters: their keys, which had no regard to case, are made anew. */
import { fold } from '@parley/contract/text/fold';
import type { Kysely, Migration } from 'kysely';

interface Then {
  rooms: { id: string; name: string; name_key: string };
}

export const chat0016: Migration = {
  async up(db: Kysely<Then>): Promise<void> {
    const rooms = await db.selectFrom('rooms').select(['id', 'name', 'name_key']).execute();
    for (const { id, name, name_key } of rooms) {
      const key = fold(name);
      if (key === name_key) continue;
      await db.updateTable('rooms').set({ name_key: key }).where('id', '=', id).execute();
    }
  },
};
