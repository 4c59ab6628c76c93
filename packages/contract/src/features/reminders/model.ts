/** What somebody wants to be reminded of. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';

/** Of one person, those that are due counted. */
export const MAX_REMINDERS = 200;
export const MAX_AHEAD_MS = 366 * 86_400_000;

export const ReminderText = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'not plain text');

export const Reminder = z.object({
  id: Id,
  /** Empty where the message says it all. */
  text: z.string(),
  /** Where it leads to; null: nowhere. */
  roomId: Id.nullable(),
  messageId: Id.nullable(),
  remindAt: Time,
  createdAt: Time,
  /** When it fell due; null while it waits. */
  dueAt: Time.nullable(),
});
export type Reminder = z.infer<typeof Reminder>;

/** For reading: with the beginning of its message as it is now. It is in no event, so that nothing deleted is told again. */
export const ShownReminder = Reminder.extend({
  /** Null where there is no message, or none that one may read now. */
  excerpt: z.string().nullable(),
});
export type ShownReminder = z.infer<typeof ShownReminder>;

/** A reminder that is no more, and what recovery tells of it from then on. */
export const GoneReminder = z.object({ id: Id, gone: z.literal(true) });
