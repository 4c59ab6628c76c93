/** What a room is about now, who may do what in it, how fast, and whether it is archived. */
import type { Kysely, Migration } from 'kysely';

export const chat0010: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('rooms')
      .addColumn('topic', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('rooms')
      .addColumn('permissions', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute();
    await db.schema
      .alterTable('rooms')
      .addColumn('slow_mode_seconds', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('rooms').addColumn('archived_at', 'text').execute();

    // When somebody last posted where slow mode was on. It outlives a membership: to leave and come back is no way around.
    await db.schema
      .createTable('slow_posts')
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('posted_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('slow_posts_pk', ['room_id', 'user_id'])
      .execute();
  },
};
