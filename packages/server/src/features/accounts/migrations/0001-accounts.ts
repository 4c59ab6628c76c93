/** People, their sign-ins, and how people come in. */
import type { Kysely, Migration } from 'kysely';

export const accounts0001: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('username', 'text', (column) => column.notNull())
      .addColumn('username_key', 'text', (column) => column.notNull().unique())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('email_key', 'text', (column) => column.notNull().unique())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('display_key', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('avatar_url', 'text')
      .addColumn('locale', 'text')
      .addColumn('disabled', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('last_seen_at', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
    // Owners are few: the check for the last one reads this index alone.
    await db.schema.createIndex('users_role').on('users').column('role').execute();

    await db.schema
      .createTable('logins')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('user_agent', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('reason', 'text')
      .execute();
    await db.schema.createIndex('logins_user').on('logins').column('user_id').execute();
    await db.schema.createIndex('logins_expiry').on('logins').column('expires_at').execute();

    await db.schema
      .createTable('refresh_tokens')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('login_id', 'text', (column) => column.notNull().references('logins.id').onDelete('cascade'))
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('used_at', 'text')
      .addColumn('successor_hash', 'text')
      .execute();
    await db.schema.createIndex('refresh_tokens_login').on('refresh_tokens').column('login_id').execute();

    await db.schema
      .createTable('invites')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('uses_left', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull().references('users.id'))
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('setup_codes')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('account_facts')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
};
