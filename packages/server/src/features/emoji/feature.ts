/** Emoji of this server's own: added by those who run it, used by everybody. */
import type { Blobs, Media, Uploads } from '../../kernel/index.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import type { CustomEmojiNames } from '../chat/public.ts';
import { emojiChannel } from './channel.ts';
import { emojiCommands } from './commands.ts';
import { emojiConfig } from './config.ts';
import { emojiDownload } from './downloads.ts';
import { emojiJobs } from './jobs.ts';
import { migrations } from './migrations/index.ts';
import { type EmojiParts, reader } from './parts.ts';
import { isNamed } from './store.ts';

export interface EmojiDeps extends FeatureDeps {
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly media: Media;
}

export interface Emoji extends Feature {
  /** For chat: what it asks when somebody reacts with one. */
  readonly names: CustomEmojiNames;
}

export function emojiFeature(deps: EmojiDeps): Emoji {
  const { db, clock, commits, log, blobs, uploads, media } = deps;
  const config = emojiConfig(deps.env);
  const parts: EmojiParts = { db, clock, commits, log, blobs, uploads, media, config };
  return {
    name: 'emoji',
    commands: emojiCommands(parts),
    channels: [emojiChannel(db)],
    entities: [],
    migrations,
    routes: [],
    streams: [emojiDownload(parts)],
    jobs: emojiJobs(parts),
    // One row by its index, and only for a reaction with an emoji of the server's own.
    names: { has: (name) => isNamed(reader(parts), name) },
  };
}
