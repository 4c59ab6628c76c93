/** What scheduled messages contribute to accounts: the heads of mine in the snapshot of `user:<id>`. */
import type { Kysely } from 'kysely';
import type { SnapshotPart } from '../accounts/public.ts';
import { headOf, readScheduled } from './store.ts';
import type { ScheduledTables } from './tables.ts';

export const scheduledPart: SnapshotPart = async (tx, { userId }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const mine = await readScheduled(tx as unknown as Kysely<ScheduledTables>, userId);
  return JSON.stringify(mine.map(headOf));
};
