/** Emoji of this server's own. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';
import { EMOJI_NAME } from './names.ts';

export const EmojiName = z.string().regex(EMOJI_NAME, 'must be 2 to 40 of a to z, 0 to 9, _, + and -');

export const CustomEmoji = z.object({
  id: Id,
  /** Written `:name:`, in messages and as a reaction. */
  name: z.string(),
  /** Of its picture, relative to the server; it needs a sign-in. Another picture has another address. */
  url: z.string(),
  createdBy: Id,
  createdAt: Time,
});
export type CustomEmoji = z.infer<typeof CustomEmoji>;
