/** Live: what every connection can do, whatever the features. It owns no table and no channel. */
import type { Feature } from '../../platform/feature.ts';
import { liveCommands, type VisiblePeople } from './commands.ts';

export function liveFeature(visible: VisiblePeople): Feature {
  return {
    name: 'live',
    commands: liveCommands(visible),
    channels: [],
    entities: [],
    migrations: {},
    routes: [],
  };
}
