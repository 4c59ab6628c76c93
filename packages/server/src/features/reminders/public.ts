/** What reminders contribute to accounts: mine in the snapshot of `user:<id>`. */
import type { Kysely } from 'kysely';
import type { SnapshotPart } from '../accounts/public.ts';
import { readReminders } from './store.ts';
import type { ReminderTables } from './tables.ts';
import { reminderOf } from './views.ts';

export const remindersPart: SnapshotPart = async (tx, { userId }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const rows = await readReminders(tx as unknown as Kysely<ReminderTables>, userId);
  return JSON.stringify(rows.map(reminderOf));
};
