/** Who may not write in a room, or not come into it: at most one of each a person, which may have ended. */
import type { Kysely, Migration } from 'kysely';

export const chat0014: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('room_sanctions')
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('until', 'text')
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('imposed_by', 'text', (column) => column.notNull())
      .addColumn('imposed_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('room_sanctions_pk', ['room_id', 'user_id', 'kind'])
      .execute();
  },
};
