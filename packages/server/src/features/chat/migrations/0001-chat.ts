/** Rooms, who is in them, what was said, and what was read. */
import type { Kysely, Migration } from 'kysely';

export const chat0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('rooms')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('alias', 'text', (column) => column.unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('visibility', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('member_count', 'integer', (column) => column.notNull())
      .addColumn('direct_key', 'text', (column) => column.unique())
      .addColumn('is_default', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    // The list of public rooms is paged along this index.
    await db.schema
      .createIndex('rooms_by_name')
      .on('rooms')
      .columns(['visibility', 'name_key', 'id'])
      .execute();

    await db.schema
      .createTable('room_members')
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('joined_at', 'text', (column) => column.notNull())
      .addColumn('joined_seq', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('room_members_pk', ['room_id', 'user_id'])
      .execute();
    await db.schema.createIndex('room_members_user').on('room_members').column('user_id').execute();

    await db.schema
      .createTable('messages')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('metadata', 'text', (column) => column.notNull())
      .addColumn('client_id', 'text')
      .addColumn('thread_id', 'text')
      .addColumn('reply_to', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('edited_at', 'text')
      .addColumn('deleted_at', 'text')
      .addColumn('version', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    // History, unread counts and the time of the last message all read along this index.
    await db.schema
      .createIndex('messages_room_seq')
      .unique()
      .on('messages')
      .columns(['room_id', 'seq'])
      .execute();

    await db.schema
      .createTable('reads')
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('reads_pk', ['user_id', 'room_id'])
      .execute();
  },
};
