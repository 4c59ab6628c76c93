/** SQL of reminders: reads, and the statements write sets are made of. */
import { MAX_REMINDERS } from '@parley/contract/features/reminders/model';
import type { Kysely } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { atMost } from '../../platform/db/at-most.ts';
import { insert, run } from '../../platform/db/database.ts';
import type { ReminderTable, ReminderTables } from './tables.ts';

type Tx = Kysely<ReminderTables>;

/** All of one person's: those that are due in the order they fell due, then the next first. */
export async function readReminders(tx: Tx, userId: string): Promise<readonly ReminderTable[]> {
  return tx
    .selectFrom('reminders')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('remind_at')
    .orderBy('id')
    .execute();
}

export async function readRemindersById(tx: Tx, ids: readonly string[]): Promise<readonly ReminderTable[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('reminders')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Conflicts when there are too many. */
export function insertReminder(builder: Tx, row: ReminderTable): Statement[] {
  const named = { id: row.id, user_id: row.user_id };
  // The bound reads this table only, whatever tables the builder is for.
  return [
    insert('reminders', { ...row }),
    atMost(builder as unknown as Kysely<never>, 'reminders', named, MAX_REMINDERS),
  ];
}

/** Conflicts when it changed since it was read as `read`. */
export function updateReminder(builder: Tx, read: ReminderTable, changed: ReminderTable): Statement {
  return run(
    builder
      .updateTable('reminders')
      .set({ remind_at: changed.remind_at, due_at: changed.due_at, version: changed.version })
      .where('id', '=', read.id)
      .where('version', '=', read.version),
    1,
  );
}

/** Conflicts when it changed since it was read. */
export function deleteReminder(builder: Tx, { id, version }: ReminderTable): Statement {
  return run(builder.deleteFrom('reminders').where('id', '=', id).where('version', '=', version), 1);
}
