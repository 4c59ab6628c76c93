/** What drafts contribute to accounts: all of mine in the snapshot of `user:<id>`. */
import type { Kysely } from 'kysely';
import type { SnapshotPart } from '../accounts/public.ts';
import { readDrafts } from './store.ts';
import type { DraftTables } from './tables.ts';

export const draftsPart: SnapshotPart = async (tx, { userId }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const drafts = await readDrafts(tx as unknown as Kysely<DraftTables>, userId);
  return JSON.stringify(drafts);
};
