/** Chat's own tables in a snapshot of the whole database, which each feature reads its own of. */
import type { Kysely } from 'kysely';
import type { ChatTables } from '../tables.ts';

export function chatIn(snapshot: Kysely<never>): Kysely<ChatTables> {
  // Who took it can't know every feature's tables.
  return snapshot as unknown as Kysely<ChatTables>;
}
