/** Whether links said in a room are looked up: they are, unless somebody who looks after it says otherwise. */
import type { Kysely, Migration } from 'kysely';

export const chat0015: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('rooms')
      .addColumn('link_previews', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
