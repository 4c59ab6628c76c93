/** Emoji of a server's own. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';
import * as rest from './rest.ts';

export const emoji = {
  name: 'emoji',
  commands: [commands.add, commands.remove, commands.list],
  events: [events.added, events.removed],
  routes: [rest.picture],
} as const satisfies FeatureContract;
