/**
 * What becomes of files nobody wants: an upload that was not posted in time is given up, and what is given up is removed. In
 * two steps, so that bytes go only once nothing can be posted of them any more.
 */
import { z } from 'zod';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import { builder, type FileParts, reader } from './parts.ts';
import { deleteOrphan, giveUp, readFile, readFiles } from './store/files.ts';
import { adjust } from './store/usage.ts';
import { thumbnailKey } from './view.ts';

/** How long an upload may take, and then wait to be posted. */
export const UNPOSTED_MS = 86_400_000;

export const EXPIRE = jobKind('files:expire', z.object({ fileId: z.string() }));
export const REMOVE = jobKind('files:remove', z.object({ fileIds: z.array(z.string()) }));

export function fileJobs(parts: FileParts): readonly JobDef[] {
  const { blobs, uploads } = parts;
  return [
    EXPIRE.doneBy(async ({ fileId }) => {
      const file = await readFile(reader(parts), fileId);
      if (file === null || file.state === 'orphan' || file.message_id !== null) return null;
      return {
        expect: [],
        statements: [giveUp(builder(parts), fileId)],
        appends: [],
        jobs: [REMOVE.request({ fileIds: [fileId] })],
      };
    }),

    REMOVE.doneBy(async ({ fileIds }) => {
      const found = await readFiles(reader(parts), fileIds);
      const orphans = found.filter(({ state }) => state === 'orphan');
      for (const { id } of orphans) {
        await Promise.all([uploads.remove(id), blobs.remove(id), blobs.remove(thumbnailKey(id))]);
      }
      if (orphans.length === 0) return null;
      const statements = orphans.flatMap(({ id, user_id, held }) => [
        deleteOrphan(builder(parts), id),
        ...adjust(builder(parts), user_id, -held),
      ]);
      return { expect: [], statements, appends: [] };
    }),
  ];
}
