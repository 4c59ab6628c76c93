/** Further messages that carry a file, each with the room it opens the file to. */
import type { Kysely, Migration } from 'kysely';

export const files0002: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('file_shares')
      .addColumn('file_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('file_shares_pk', ['file_id', 'message_id'])
      .execute();
    await db.schema.createIndex('file_shares_message').on('file_shares').column('message_id').execute();
    await db.schema
      .createIndex('file_shares_room')
      .on('file_shares')
      .columns(['room_id', 'file_id'])
      .execute();
    // How many there are of a file: what a write set decided on them expects, so that none is made or ended meanwhile.
    await db.schema
      .alterTable('files')
      .addColumn('shares', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
