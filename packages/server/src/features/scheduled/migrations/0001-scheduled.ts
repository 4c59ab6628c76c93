/** Messages that are sent later. */
import type { Kysely, Migration } from 'kysely';

export const scheduled0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('scheduled_messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('thread_id', 'text')
      .addColumn('reply_to', 'text')
      .addColumn('send_at', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('failure_code', 'text')
      .addColumn('failure_message', 'text')
      .execute();
    await db.schema
      .createIndex('scheduled_messages_user')
      .on('scheduled_messages')
      .columns(['user_id', 'send_at', 'id'])
      .execute();
  },
};
