/** Scheduled messages: written now, sent later. */
import type { Feature } from '../../platform/feature.ts';
import { scheduledCommands } from './commands.ts';
import { migrations } from './migrations/index.ts';
import { type SendingParts, sendingJob } from './sending.ts';

export function scheduledFeature(parts: SendingParts): Feature {
  return {
    name: 'scheduled',
    commands: scheduledCommands(parts),
    channels: [],
    entities: [],
    migrations,
    routes: [],
    jobs: [sendingJob(parts)],
  };
}
