/** Names are looked for without regard to accents and forms of letters: their keys, which had no regard to case, are made anew. */
import { fold } from '@parley/contract/text/fold';
import type { Kysely, Migration } from 'kysely';

interface Then {
  users: { id: string; display_name: string; display_key: string };
}

export const accounts0004: Migration = {
  async up(db: Kysely<Then>): Promise<void> {
    const people = await db.selectFrom('users').select(['id', 'display_name', 'display_key']).execute();
    for (const { id, display_name, display_key } of people) {
      const key = fold(display_name);
      if (key === display_key) continue;
      await db.updateTable('users').set({ display_key: key }).where('id', '=', id).execute();
    }
  },
};
