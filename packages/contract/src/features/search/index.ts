/** Search: what was said, rooms, people and files. */
import type { FeatureContract } from '../../kernel/define.ts';
import { find } from './commands.ts';

export const search = {
  name: 'search',
  commands: [find],
  events: [],
  routes: [],
} as const satisfies FeatureContract;
