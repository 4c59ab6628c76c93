/** What was learnt of pages lately, so that a link that goes round is asked for once. */
import type { Kysely, Migration } from 'kysely';

export const previews0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('link_previews')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('preview', 'text')
      .addColumn('fetched_at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('link_previews_fetched_at')
      .on('link_previews')
      .column('fetched_at')
      .execute();
  },
};
