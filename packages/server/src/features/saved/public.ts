/** What saved messages contribute to accounts: the ids of the latest in the snapshot of `user:<id>`. */
import { SAVED_KNOWN } from '@parley/contract/features/saved/limits';
import type { Kysely } from 'kysely';
import type { SnapshotPart } from '../accounts/public.ts';
import { readSaved } from './store.ts';
import type { SavedTables } from './tables.ts';

export const savedPart: SnapshotPart = async (tx, { userId }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const rows = await readSaved(tx as unknown as Kysely<SavedTables>, userId, null, SAVED_KNOWN);
  return JSON.stringify(rows.map((row) => row.message_id));
};
