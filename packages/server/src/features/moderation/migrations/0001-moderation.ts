/** Reports, with what was said as it was when it was reported. */
import type { Kysely, Migration } from 'kysely';

export const moderation0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('reports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('room_id', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('reporter_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('metadata', 'text', (column) => column.notNull())
      .addColumn('said_at', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('open_key', 'text', (column) => column.unique())
      .addColumn('outcome', 'text')
      .addColumn('resolution', 'text', (column) => column.notNull().defaultTo(''))
      .addColumn('resolved_by', 'text')
      .addColumn('resolved_at', 'text')
      .execute();
    await db.schema.createIndex('reports_message').on('reports').column('message_id').execute();
    await db.schema
      .createIndex('reports_reporter')
      .on('reports')
      .columns(['reporter_id', 'created_at'])
      .execute();
  },
};
