/** What messages said before they were edited. */
import type { Kysely, Migration } from 'kysely';

export const chat0005: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('message_edits')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('message_edits_pk', ['message_id', 'version'])
      .execute();
  },
};
