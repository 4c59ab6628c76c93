/** What somebody began to write and did not send: one for each person, room and thread. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';

/** Of one person; each more is refused, so that the snapshot of `user:<id>` holds all of them. */
export const MAX_DRAFTS = 100;
/** Characters of one person's drafts together, for the same reason. */
export const MAX_DRAFT_CHARS = 120_000;

export const Draft = z.object({
  roomId: Id,
  /** Absent: the main timeline. */
  threadId: Id.optional(),
  /** Empty: there is none any more. */
  text: z.string(),
  replyTo: Id.nullable(),
  /** Null where there is none. */
  updatedAt: Time.nullable(),
  /** Names this state: what a change of it is based on. 0 where there is none. */
  version: z.number().int().nonnegative(),
});
export type Draft = z.infer<typeof Draft>;
