/** Something taken from a person, for a while or for good: the voice (a mute) or the way in (a ban). */
import { z } from 'zod';
import { ClientId, Id, Time } from './scalars.ts';

/** Why somebody does something to somebody else, in their words. */
export const Reason = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !text.includes('\0'), 'must not contain the NUL character');

export const Sanction = z.object({
  /** When it ends by itself; null: when somebody lifts it. */
  until: Time.nullable(),
  /** Told to the person. */
  reason: z.string(),
});
export type Sanction = z.infer<typeof Sanction>;

/** What imposing one on somebody takes, wherever it holds. */
export const Imposed = z.object({
  userId: Id,
  /** When it ends by itself; absent: when somebody lifts it. */
  until: Time.optional(),
  /** Told to the person. */
  reason: Reason.min(1),
  clientId: ClientId.optional(),
});

/** What lifting one takes. */
export const Lifted = Imposed.pick({ userId: true, clientId: true });
