/** Messages that are sent later. */
import { z } from 'zod';
import { ERROR_CODES } from '../../kernel/errors.ts';
import { Id, Time } from '../../kernel/scalars.ts';

/** Of one person, those that failed counted. */
export const MAX_SCHEDULED = 100;
/** How far ahead a message may be scheduled. */
export const MAX_AHEAD_MS = 366 * 86_400_000;

/** What is told of it on `user:<id>`: everything but its text, which is asked for. */
export const ScheduledHead = z.object({
  id: Id,
  roomId: Id,
  sendAt: Time,
  /** Rises with every change. */
  version: z.number().int().positive(),
  /** Why it could not be sent when its time had come; null while it waits. */
  failure: z.object({ code: z.enum(ERROR_CODES), message: z.string() }).nullable(),
});
export type ScheduledHead = z.infer<typeof ScheduledHead>;

export const Scheduled = ScheduledHead.extend({
  content: z.string(),
  threadId: Id.optional(),
  replyTo: Id.optional(),
  createdAt: Time,
});
export type Scheduled = z.infer<typeof Scheduled>;
