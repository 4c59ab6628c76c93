/** Files: what people upload into rooms. */
import type { FeatureContract } from '../../kernel/define.ts';
import * as commands from './commands.ts';
import { progress } from './events.ts';
import * as rest from './rest.ts';

export const files = {
  name: 'files',
  commands: [
    commands.start,
    commands.state,
    commands.chunk,
    commands.finish,
    commands.abort,
    commands.list,
    commands.usage,
  ],
  events: [progress],
  routes: [rest.upload, rest.content, rest.namedContent, rest.thumbnail],
} as const satisfies FeatureContract;
