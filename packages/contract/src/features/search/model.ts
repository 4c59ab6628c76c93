/** What a search finds. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';
import { User } from '../accounts/model.ts';
import { Message, Visibility } from '../chat/model.ts';

/** Offsets in UTF-16 units: from the first to before the second. */
export const Range = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
export type Range = z.infer<typeof Range>;

/** A piece of the message's text, or of its files' names, and where in it the words are. */
export const Snippet = z.object({ text: z.string(), ranges: z.array(Range) });
export type Snippet = z.infer<typeof Snippet>;

/** As much of a room as it takes to name it. */
export const FoundRoom = z.object({
  id: Id,
  alias: z.string().optional(),
  name: z.string(),
  description: z.string(),
  visibility: Visibility,
  memberCount: z.number().int(),
  /** Whether I am a member. */
  mine: z.boolean(),
  /** The people of a direct room. */
  people: z.array(User).optional(),
});
export type FoundRoom = z.infer<typeof FoundRoom>;

export const FoundMessage = Message.extend({
  room: FoundRoom,
  snippet: Snippet,
  /** What was said before and after it in the room; null at the ends. */
  before: Message.nullable(),
  after: Message.nullable(),
});
export type FoundMessage = z.infer<typeof FoundMessage>;

export const FoundFile = z.object({
  id: Id,
  name: z.string(),
  size: z.number().int(),
  mime: z.string(),
  url: z.string(),
  thumbnailUrl: z.string().optional(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  roomId: Id,
  userId: Id,
  messageId: Id.nullable(),
  createdAt: Time,
});
export type FoundFile = z.infer<typeof FoundFile>;
