/** Reminders: of a message, or of anything. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const reminders = {
  name: 'reminders',
  commands: [commands.create, commands.list, commands.snooze, commands.done, commands.cancel],
  events: [events.changed, events.due, events.ended],
  routes: [],
} as const satisfies FeatureContract;
