/** Rooms marked unread, how far others are told that somebody has read, and whether they are. */
import type { Kysely, Migration } from 'kysely';

export const chat0006: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('reads')
      .addColumn('held', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('reads').addColumn('receipt_seq', 'integer').execute();
    await db.schema.alterTable('reads').addColumn('receipt_at', 'text').execute();
    await db.schema
      .createTable('chat_preferences')
      .addColumn('user_id', 'text', (column) => column.primaryKey())
      .addColumn('receipts', 'integer', (column) => column.notNull())
      .execute();
  },
};
