/** Clearing pictures away that are no emoji: those that never became one, and those that were taken away. */
import { z } from 'zod';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import { builder, type EmojiParts, reader } from './parts.ts';
import { deleteNameless, isNameless } from './store.ts';

export const CLEAR = jobKind('emoji:clear', z.object({ emojiId: z.string() }));

export function emojiJobs(parts: EmojiParts): readonly JobDef[] {
  return [
    CLEAR.doneBy(async ({ emojiId }) => {
      if (!(await isNameless(reader(parts), emojiId))) return null;
      await parts.blobs.remove(emojiId);
      return { expect: [], statements: [deleteNameless(builder(parts), emojiId)], appends: [] };
    }),
  ];
}
