/** What people began to write. */
import type { Kysely, Migration } from 'kysely';

export const drafts0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('drafts')
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('reply_to', 'text')
      .addColumn('updated_at', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('drafts_pk', ['user_id', 'room_id', 'thread_id'])
      .execute();
  },
};
