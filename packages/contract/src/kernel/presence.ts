/** Presence as others see it. */
import { z } from 'zod';
import { Id, Time } from './scalars.ts';

/** What a person may set; `offline` is only ever observed. */
export const SettablePresence = z.enum(['online', 'away', 'dnd']);
export type SettablePresence = z.infer<typeof SettablePresence>;

export const PresenceStatus = z.enum(['online', 'away', 'dnd', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

/** What a person says of themselves: a text, an emoji or both. */
export const CustomStatus = z.object({
  text: z.string().optional(),
  emoji: z.string().optional(),
  /** When it ends by itself; absent: when they say so. */
  until: Time.optional(),
});
export type CustomStatus = Readonly<z.infer<typeof CustomStatus>>;

export const PresenceChanged = z.object({
  userId: Id,
  status: PresenceStatus,
  lastSeenAt: Time.nullable(),
  ...CustomStatus.shape,
});
export type PresenceChanged = z.infer<typeof PresenceChanged>;
