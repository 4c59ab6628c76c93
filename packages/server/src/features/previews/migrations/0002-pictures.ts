/** Pictures of pages, and the messages whose previews show them. */
import type { Kysely, Migration } from 'kysely';

export const previews0002: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('preview_pictures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text', (column) => column.notNull())
      .execute();
    // What nobody shows is looked for along this index.
    await db.schema.createIndex('preview_pictures_used').on('preview_pictures').column('used_at').execute();

    await db.schema
      .createTable('preview_uses')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('picture_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('preview_uses_pk', ['message_id', 'picture_id'])
      .execute();
    await db.schema.createIndex('preview_uses_picture').on('preview_uses').column('picture_id').execute();
  },
};
