/** What people want to be reminded of. */
import type { Kysely, Migration } from 'kysely';

export const reminders0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('reminders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text')
      .addColumn('message_id', 'text')
      .addColumn('remind_at', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('due_at', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('reminders_user')
      .on('reminders')
      .columns(['user_id', 'remind_at', 'id'])
      .execute();
  },
};
