/** Pictures of pages: fetched once for each page that is asked, made anew and small, and kept by us until no message shows them. */
import type { PreviewPicture } from '@parley/contract/features/previews/model';
import { z } from 'zod';
import type { Blobs, Clock, Ids, Media } from '../../kernel/index.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Database } from '../../platform/db/database.ts';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import type { Logger } from '../../platform/logging.ts';
import type { ReadPicture } from '../../platform/outbound/read-picture.ts';
import { asTemporaryFile } from '../../platform/outbound/temporary-file.ts';
import { deleteOrphans, giveUpUnused, insertPicture, readUnused } from './pictures-store.ts';
import type { PreviewTables } from './tables.ts';

export interface PictureParts {
  readonly db: Database;
  readonly commits: Commits;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Logger;
  readonly blobs: Blobs;
  readonly media: Media;
  readonly readPicture: ReadPicture;
}

const BOX = { width: 640, height: 360 };
/** Smaller ones are signs and counters, not pictures of anything. */
const LEAST = { width: 48, height: 32 };

/** Fetches one and keeps it; null when there is none to be had. Rejects when `signal` aborts, or it can't be kept. */
export type KeepPicture = (address: string, signal: AbortSignal) => Promise<PreviewPicture | null>;

export function keepPicture({ commits, clock, ids, blobs, media, readPicture }: PictureParts): KeepPicture {
  return async (address, signal) => {
    const bytes = await readPicture(address, signal);
    if (bytes === null) return null;
    return asTemporaryFile(bytes, async (path) => {
      const still = await media.still(path, await media.recognise(path), BOX);
      if (still === null || still.width < LEAST.width || still.height < LEAST.height) return null;
      const { width, height, blur, made } = still;
      const id = ids.next();
      // Its row first: what is never shown is found by it, whatever ends in between.
      const at = new Date(clock.now()).toISOString();
      await commitDecided(commits, async () => ({
        write: { expect: [], statements: [insertPicture(id, at)], appends: [] },
        result: null,
      }));
      await blobs.put(pictureKey(id), made.path, made.size);
      return { id, width, height, blur };
    });
  };
}

export function pictureKey(id: string): string {
  return `${id}.preview`;
}

const HOUR_MS = 3_600_000;
/** Longer than a page that was asked is remembered: whoever remembers it finds its picture. */
const UNUSED_MS = 25 * HOUR_MS;
const PAGE = 100;

const DISCARD = jobKind('previews:discard', z.object({ pictureIds: z.array(z.string()) }));

export function discardJob({ db, blobs }: PictureParts): JobDef {
  return DISCARD.doneBy(async ({ pictureIds }) => {
    await Promise.all(pictureIds.map((id) => blobs.remove(pictureKey(id))));
    return {
      expect: [],
      statements: [deleteOrphans(db.builder<PreviewTables>(), pictureIds)],
      appends: [],
    };
  });
}

/** Every hour, until the returned function is called. */
export function keepPicturesSwept(parts: PictureParts): () => void {
  let cancel = () => {};
  let stopped = false;
  const again = () => {
    if (!stopped) cancel = parts.clock.after(HOUR_MS, () => void sweep(parts).finally(again));
  };
  again();
  return () => {
    stopped = true;
    cancel();
  };
}

/** In two steps, so that bytes go only once nothing can show them any more. */
async function sweep({ db, commits, clock, log }: PictureParts): Promise<void> {
  const before = new Date(clock.now() - UNUSED_MS).toISOString();
  try {
    for (let found = PAGE; found === PAGE; ) {
      found = await commitDecided(commits, async () => {
        const pictureIds = await readUnused(db.aside.reader<PreviewTables>(), before, PAGE);
        if (pictureIds.length === 0) return { write: null, result: 0 };
        return {
          write: {
            expect: [],
            statements: [giveUpUnused(db.builder<PreviewTables>(), pictureIds, before)],
            appends: [],
            jobs: [DISCARD.request({ pictureIds: [...pictureIds] })],
          },
          result: pictureIds.length,
        };
      });
    }
  } catch (cause) {
    log.error({ err: cause }, 'pictures that nothing shows could not be cleared away');
  }
}
