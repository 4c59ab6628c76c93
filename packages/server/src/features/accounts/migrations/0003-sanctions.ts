/** What was taken from a person, as JSON of the contract's `Sanction`; null when nothing is. One that has ended may stay. */
import type { Kysely, Migration } from 'kysely';

export const accounts0003: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('users').addColumn('muted', 'text').execute();
    await db.schema.alterTable('users').addColumn('banned', 'text').execute();
  },
};
