/** Files from their first byte to their last, and how much everybody keeps. */
import type { Kysely, Migration } from 'kysely';

export const files0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('files')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      // Bytes as announced, as kept under the name, and as counted.
      .addColumn('announced', 'bigint', (column) => column.notNull())
      .addColumn('size', 'bigint', (column) => column.notNull())
      .addColumn('held', 'bigint', (column) => column.notNull())
      .addColumn('mime', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('width', 'integer')
      .addColumn('height', 'integer')
      .addColumn('blur', 'text')
      .addColumn('thumbnail_size', 'bigint')
      .addColumn('message_id', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    // A room's files are listed along this index, the latest first.
    await db.schema.createIndex('files_room').on('files').columns(['room_id', 'id']).execute();
    await db.schema.createIndex('files_message').on('files').column('message_id').execute();

    await db.schema
      .createTable('file_usage')
      .addColumn('owner', 'text', (column) => column.primaryKey())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .execute();
  },
};
