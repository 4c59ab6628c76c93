/** Audit: what was done by authority over others, and by whom. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';

export const audit = {
  name: 'audit',
  commands: [commands.list],
  events: [],
  routes: [],
} as const satisfies FeatureContract;
