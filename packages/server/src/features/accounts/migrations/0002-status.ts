/** What people say of themselves, and whether they are not to be disturbed. */
import type { Kysely, Migration } from 'kysely';

export const accounts0002: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ['status_text', 'status_emoji', 'status_until', 'dnd_until']) {
      await db.schema.alterTable('users').addColumn(name, 'text').execute();
    }
    await db.schema
      .alterTable('users')
      .addColumn('dnd', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
