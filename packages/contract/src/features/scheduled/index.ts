/** Scheduled messages: written now, sent later. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const scheduled = {
  name: 'scheduled',
  commands: [commands.create, commands.list, commands.edit, commands.cancel, commands.send],
  events: [events.changed, events.ended],
  routes: [],
} as const satisfies FeatureContract;
