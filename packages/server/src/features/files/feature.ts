/** Files: uploads by every door, what is made of them, and who may have them. */
import type { Blobs, Kernel, Media, Uploads } from '../../kernel/index.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { type Attachments, openRooms } from '../chat/public.ts';
import { attachments } from './attachments.ts';
import { listingCommands } from './commands/listing.ts';
import { uploadingCommands } from './commands/uploading.ts';
import { filesConfig } from './config.ts';
import { downloadRoutes } from './downloads.ts';
import { formUpload } from './form.ts';
import { fileJobs } from './jobs.ts';
import { migrations } from './migrations/index.ts';
import type { FileParts } from './parts.ts';
import { keepUploadsSwept } from './upkeep.ts';

export interface FilesDeps extends FeatureDeps {
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly media: Media;
}

export interface Files extends Feature {
  /** For chat: what it asks when a message carries files. */
  readonly attachments: Attachments;
}

export function filesFeature(deps: FilesDeps): Files {
  let running: Kernel | null = null;
  let stopUpkeep = () => {};
  const { db, clock, commits, log, blobs, uploads, media, presence } = deps;
  const parts: FileParts = {
    db,
    clock,
    commits,
    log,
    blobs,
    uploads,
    media,
    config: filesConfig(deps.env),
    rooms: openRooms(db, presence, clock),
    kernel: () => {
      if (running === null) throw new Error('the kernel does not run yet');
      return running;
    },
  };
  return {
    name: 'files',
    commands: [...uploadingCommands(parts), ...listingCommands(parts)],
    channels: [],
    entities: [],
    migrations,
    routes: [],
    streams: [formUpload(parts, () => deps.ids.next()), ...downloadRoutes(parts)],
    jobs: fileJobs(parts),
    attachments: attachments(parts),
    async start(kernel) {
      running = kernel;
      stopUpkeep = keepUploadsSwept(parts);
    },
    async stop() {
      stopUpkeep();
    },
  };
}
