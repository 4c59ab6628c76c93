/** Links into rooms: only the digest of a code is kept. */
import type { Kysely, Migration } from 'kysely';

export const chat0012: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('room_invites')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id'))
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('max_uses', 'integer')
      .addColumn('uses', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('revoked_at', 'text')
      .execute();
    await db.schema.createIndex('room_invites_room').on('room_invites').columns(['room_id', 'id']).execute();
  },
};
