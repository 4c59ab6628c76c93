/** Presence as others see it. */
import { z } from 'zod';
import { Id, Time } from './scalars.ts';

/** What a person may set; `offline` is only ever observed. */
export const SettablePresence = z.enum(['online', 'away', 'dnd']);
export type SettablePresence = z.infer<typeof SettablePresence>;

export const PresenceStatus = z.enum(['online', 'away', 'dnd', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

export const PresenceChanged = z.object({
  userId: Id,
  status: PresenceStatus,
  lastSeenAt: Time.nullable(),
  text: z.string().optional(),
});
export type PresenceChanged = z.infer<typeof PresenceChanged>;
