/** The manifest of sample-name. */
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { commands } from './commands.ts';
import { migrations } from './migrations/index.ts';
import { channel, items, queries } from './queries.ts';

export function sampleNameFeature({ db }: FeatureDeps): Feature {
  return {
    name: 'sample-name',
    commands: [...commands(), ...queries(db)],
    channels: [channel(db)],
    entities: [items],
    migrations,
    routes: [],
  };
}
