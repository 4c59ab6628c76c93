/** Previews of links: made by a job after the message was said, and brought by a change of it. */
import type { Blobs, Kernel, Media } from '../../kernel/index.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { pageReader } from '../../platform/outbound/read-page.ts';
import { pictureReader } from '../../platform/outbound/read-picture.ts';
import { messageNotes } from '../chat/public.ts';
import { previewCommands } from './commands.ts';
import { previewsConfig } from './config.ts';
import { pictureRoute } from './downloads.ts';
import { previewsJob } from './job.ts';
import { migrations } from './migrations/index.ts';
import { discardJob, keepPicture, keepPicturesSwept, type PictureParts } from './pictures.ts';

export interface PreviewsDeps extends FeatureDeps {
  readonly blobs: Blobs;
  readonly media: Media;
}

export function previewsFeature(deps: PreviewsDeps): Feature {
  const { db, commits, clock, ids, env, presence, log, blobs, media } = deps;
  const { enabled, ...where } = previewsConfig(env);
  const notes = messageNotes({ db, clock, presence });
  const readPicture = pictureReader(where);
  const pictures: PictureParts = { db, commits, clock, ids, log, blobs, media, readPicture };
  let running: Kernel | null = null;
  let stopSweeping = () => {};
  const kernel = () => {
    if (running === null) throw new Error('the kernel does not run yet');
    return running;
  };
  const fetching = { db, commits, clock, ids, notes, enabled, readPage: pageReader(where) };
  return {
    name: 'previews',
    commands: previewCommands(db, notes),
    channels: [],
    entities: [],
    migrations,
    routes: [],
    streams: [pictureRoute({ blobs, notes, kernel })],
    jobs: [previewsJob({ ...fetching, keepPicture: keepPicture(pictures) }), discardJob(pictures)],
    async start(kernel) {
      running = kernel;
      stopSweeping = keepPicturesSwept(pictures);
    },
    async stop() {
      stopSweeping();
    },
  };
}
