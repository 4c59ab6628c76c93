/** The job that reminds when the time has come. */
import { Id } from '@parley/contract/kernel/scalars';
import { z } from 'zod';
import type { Clock } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import { told } from './events.ts';
import { readRemindersById, updateReminder } from './store.ts';
import type { ReminderTable, ReminderTables } from './tables.ts';
import { reminderOf } from './views.ts';

export interface ReminderParts {
  readonly db: Database;
  readonly clock: Clock;
}

/** Of one version: after it was put off it is another job that reminds. */
export const REMIND = jobKind('reminders:remind', z.object({ id: Id, version: z.number() }));

export function remindingJob({ db, clock }: ReminderParts): JobDef {
  return REMIND.doneBy(async ({ id, version }) => {
    const reader = db.reader<ReminderTables>();
    const [known] = await readRemindersById(reader, [id]);
    // Done, cancelled or put off meanwhile.
    if (known?.version !== version || known.due_at !== null) return null;
    const at = new Date(clock.now()).toISOString();
    const due: ReminderTable = { ...known, due_at: at, version: version + 1 };
    return {
      expect: [],
      statements: [updateReminder(db.builder<ReminderTables>(), known, due)],
      appends: [told(due.user_id, 'reminder:due', reminderOf(due), at)],
    };
  });
}
