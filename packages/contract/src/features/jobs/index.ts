/** Jobs: work that happens later, as those who run the server see it. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';

export const jobs = {
  name: 'jobs',
  commands: [commands.list, commands.retry, commands.discard],
  events: [],
  routes: [],
} as const satisfies FeatureContract;
