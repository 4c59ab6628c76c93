/** The audit log, and the ways it is looked through. */
import type { Kysely, Migration } from 'kysely';

export const audit0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('audit_entries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target_kind', 'text', (column) => column.notNull())
      .addColumn('target_id', 'text', (column) => column.notNull())
      .addColumn('room_id', 'text')
      .addColumn('reason', 'text')
      .addColumn('details', 'text', (column) => column.notNull())
      .execute();
    const index = (name: string, columns: ('at' | 'actor' | 'action' | 'target_id' | 'room_id' | 'id')[]) =>
      db.schema.createIndex(name).on('audit_entries').columns(columns).execute();
    await index('audit_entries_time', ['at', 'id']);
    await index('audit_entries_actor', ['actor', 'at', 'id']);
    await index('audit_entries_action', ['action', 'at', 'id']);
    await index('audit_entries_target', ['target_id', 'at', 'id']);
    await index('audit_entries_room', ['room_id', 'at', 'id']);
  },
};
