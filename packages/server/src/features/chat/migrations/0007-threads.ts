/** Threads: how many answers each has, and who follows it how far. */
import { type Kysely, type Migration, sql } from 'kysely';

export const chat0007: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('messages')
      .addColumn('has_thread', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    // Partial: what is said in the main timeline costs it nothing.
    await db.schema
      .createIndex('messages_thread')
      .on('messages')
      .columns(['thread_id', 'seq'])
      .where(sql.ref('thread_id'), 'is not', null)
      .execute();

    await db.schema
      .createTable('threads')
      .addColumn('root_id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('replies', 'integer', (column) => column.notNull())
      .addColumn('last_reply_at', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('thread_follows')
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('root_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('is_following', 'integer', (column) => column.notNull())
      .addColumn('read_seq', 'integer', (column) => column.notNull())
      .addColumn('first_reply_seq', 'integer')
      .addPrimaryKeyConstraint('thread_follows_pk', ['user_id', 'root_id'])
      .execute();
    await db.schema.createIndex('thread_follows_root').on('thread_follows').column('root_id').execute();
  },
};
