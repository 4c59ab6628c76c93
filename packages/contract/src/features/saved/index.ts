/** Saved messages: what somebody keeps at hand. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const saved = {
  name: 'saved',
  commands: [commands.add, commands.remove, commands.list],
  events: [events.added, events.removed],
  routes: [],
} as const satisfies FeatureContract;
