/** The part of the wire that is sample-name. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as events from './events.ts';

export const sampleName = {
  name: 'sample-name',
  commands: [commands.add, commands.list],
  events: [events.added],
  routes: [],
} as const satisfies FeatureContract;
