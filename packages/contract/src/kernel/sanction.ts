/** Something taken from a person, for a while or for good: the voice (a mute) or the way in (a ban). */
import { z } from 'zod';
import { Time } from './scalars.ts';

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
