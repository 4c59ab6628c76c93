/** Audit: what was done by authority over others, and by whom. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import * as rest from './rest.ts';

export const audit = {
  name: 'audit',
  commands: [commands.list],
  events: [],
  routes: [rest.csv, rest.json],
} as const satisfies FeatureContract;
