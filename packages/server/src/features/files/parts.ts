/** What this feature is built from. */
import type { Kysely } from 'kysely';
import type { Blobs, Kernel, Media, Uploads } from '../../kernel/index.ts';
import type { FeatureDeps } from '../../platform/feature.ts';
import type { OpenRooms } from '../chat/public.ts';
import type { FilesConfig } from './config.ts';
import type { FileTables } from './tables.ts';

export interface FileParts extends Pick<FeatureDeps, 'db' | 'clock' | 'commits' | 'log'> {
  readonly config: FilesConfig;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly media: Media;
  readonly rooms: OpenRooms;
  /** Usable once the kernel runs. */
  readonly kernel: () => Pick<Kernel, 'mayRead' | 'signal' | 'execute'>;
}

/** Reads each a snapshot of its own. */
export function reader({ db }: Pick<FileParts, 'db'>): Kysely<FileTables> {
  return db.reader<FileTables>();
}

/** Compiles write statements. */
export function builder({ db }: Pick<FileParts, 'db'>): Kysely<FileTables> {
  return db.builder<FileTables>();
}
