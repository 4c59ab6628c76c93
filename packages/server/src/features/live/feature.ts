/** Live: what every connection can do, whatever the features. It owns no table and no channel. */
import type { Feature } from '../../platform/feature.ts';
import { liveCommands } from './commands.ts';

export function liveFeature(): Feature {
  return { name: 'live', commands: liveCommands(), channels: [], entities: [], migrations: {}, routes: [] };
}
