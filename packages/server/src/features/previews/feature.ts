/** Previews of links: made by a job after the message was said, and brought by a change of it. */
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { pageReader } from '../../platform/outbound/read-page.ts';
import { messageNotes } from '../chat/public.ts';
import { previewCommands } from './commands.ts';
import { previewsConfig } from './config.ts';
import { previewsJob } from './job.ts';
import { migrations } from './migrations/index.ts';

export function previewsFeature({ db, commits, clock, ids, env, presence }: FeatureDeps): Feature {
  const { enabled, ...where } = previewsConfig(env);
  const notes = messageNotes({ db, clock, presence });
  return {
    name: 'previews',
    commands: previewCommands(notes),
    channels: [],
    entities: [],
    migrations,
    routes: [],
    jobs: [previewsJob({ db, commits, clock, ids, notes, enabled, readPage: pageReader(where) })],
  };
}
