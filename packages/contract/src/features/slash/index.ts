/** Slash: what is done by typing. */
import type { FeatureContract } from '../../kernel/define.ts';
import { listSlash, runSlash } from './commands.ts';

export const slash = {
  name: 'slash',
  commands: [listSlash, runSlash],
  events: [],
  routes: [],
} as const satisfies FeatureContract;
