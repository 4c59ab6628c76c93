/** Drafts: what was begun on one device and is gone on with on another. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const drafts = {
  name: 'drafts',
  commands: [commands.set, commands.list],
  events: [events.changed],
  routes: [],
} as const satisfies FeatureContract;
