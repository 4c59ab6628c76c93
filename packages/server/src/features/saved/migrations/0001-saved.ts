/** Messages people keep at hand. */
import type { Kysely, Migration } from 'kysely';

export const saved0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('saved_messages')
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('saved_messages_pk', ['user_id', 'message_id'])
      .execute();
    await db.schema
      .createIndex('saved_messages_order')
      .unique()
      .on('saved_messages')
      .columns(['user_id', 'seq'])
      .execute();
  },
};
