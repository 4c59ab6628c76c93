/** What members make of rooms for themselves: favourites, their own categories, muting. */
import type { Kysely, Migration } from 'kysely';

export const chat0011: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('room_members')
      .addColumn('favourite', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('room_members').addColumn('category_id', 'text').execute();
    await db.schema.alterTable('room_members').addColumn('mute', 'text').execute();
    await db.schema.alterTable('room_members').addColumn('mute_until', 'text').execute();
    await db.schema
      .alterTable('room_members')
      .addColumn('preferences_version', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();

    // A person's categories are few, and read and told together.
    await db.schema
      .createTable('room_categories')
      .addColumn('user_id', 'text', (column) => column.primaryKey())
      .addColumn('categories', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
  },
};
