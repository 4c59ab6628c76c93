/** Emoji of this server's own. */
import type { Kysely, Migration } from 'kysely';

export const emoji0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('custom_emoji')
      .addColumn('id', 'text', (column) => column.primaryKey())
      // Both databases let any number of rows have none.
      .addColumn('name', 'text', (column) => column.unique())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
  },
};
