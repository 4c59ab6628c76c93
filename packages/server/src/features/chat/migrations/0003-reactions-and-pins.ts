/** Reactions and pins, and with which event a message changed last. */
import { type Kysely, type Migration, sql } from 'kysely';

export const chat0003: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('messages').addColumn('changed_seq', 'integer').execute();
    await db.schema
      .alterTable('messages')
      .addColumn('has_reactions', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('messages').addColumn('pinned_at', 'text').execute();
    await db.schema.alterTable('messages').addColumn('pinned_by', 'text').execute();
    // Partial: what isn't pinned costs it nothing.
    await db.schema
      .createIndex('messages_pinned')
      .on('messages')
      .columns(['room_id', 'pinned_at'])
      .where(sql.ref('pinned_at'), 'is not', null)
      .execute();

    await db.schema
      .createTable('reactions')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('emoji', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('named', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('reactions_pk', ['message_id', 'emoji', 'user_id'])
      .execute();
  },
};
