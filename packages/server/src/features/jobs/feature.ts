/** Jobs: what was given up, for those who run the server. Doing them is the platform's. */
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { jobCommands } from './commands.ts';

export function jobsFeature({ deadJobs }: FeatureDeps): Feature {
  return {
    name: 'jobs',
    commands: jobCommands(deadJobs),
    channels: [],
    entities: [],
    migrations: {},
    routes: [],
  };
}
