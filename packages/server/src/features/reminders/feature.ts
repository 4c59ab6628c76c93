/** Reminders: of a message, or of anything. */
import type { EntityReader } from '../../platform/db/database.ts';
import type { Feature } from '../../platform/feature.ts';
import { type ReminderCommandParts, reminderCommands } from './commands.ts';
import { migrations } from './migrations/index.ts';
import { remindingJob } from './reminding.ts';
import { remindSlash } from './slash.ts';
import { readReminderJson } from './views.ts';

export function remindersFeature(parts: ReminderCommandParts): Feature {
  return {
    name: 'reminders',
    commands: reminderCommands(parts),
    channels: [],
    entities: [reminders],
    migrations,
    routes: [],
    jobs: [remindingJob(parts)],
    slash: remindSlash(parts.conversations),
  };
}

const reminders: EntityReader = { kind: 'reminder', read: readReminderJson };
