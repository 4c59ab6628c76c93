/** Who is named in what was said: a row per person named, one for everybody, never one per member. */
import type { Kysely, Migration } from 'kysely';

export const chat0004: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('messages').addColumn('mentions', 'text').execute();
    await db.schema
      .createTable('mentions')
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('by_user_id', 'text', (column) => column.notNull())
      .addColumn('present', 'text')
      // What names somebody in a room after what they have read is a stretch of this.
      .addPrimaryKeyConstraint('mentions_pk', ['room_id', 'user_id', 'seq'])
      .execute();
  },
};
