/** What this feature is built from. */
import type { Kysely } from 'kysely';
import type { Blobs, Media, Uploads } from '../../kernel/index.ts';
import type { FeatureDeps } from '../../platform/feature.ts';
import type { EmojiConfig } from './config.ts';
import type { EmojiTables } from './tables.ts';

export interface EmojiParts extends Pick<FeatureDeps, 'db' | 'clock' | 'commits' | 'log'> {
  readonly config: EmojiConfig;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly media: Media;
}

/** Reads each a snapshot of its own. */
export function reader({ db }: Pick<EmojiParts, 'db'>): Kysely<EmojiTables> {
  return db.reader<EmojiTables>();
}

/** Compiles write statements. */
export function builder({ db }: Pick<EmojiParts, 'db'>): Kysely<EmojiTables> {
  return db.builder<EmojiTables>();
}
