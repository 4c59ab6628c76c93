/** Saved messages: what somebody keeps at hand. */
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { savedCommands } from './commands.ts';
import { migrations } from './migrations/index.ts';

export function savedFeature({ db }: Pick<FeatureDeps, 'db'>): Feature {
  return {
    name: 'saved',
    commands: savedCommands(db),
    channels: [],
    entities: [],
    migrations,
    routes: [],
  };
}
