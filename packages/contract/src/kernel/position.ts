/** A place in a channel's log. The epoch changes when the log can no longer vouch for its past. */
import { z } from 'zod';

export const Position = z.object({ epoch: z.string().min(1).max(64), seq: z.number().int().nonnegative() });
export type Position = z.infer<typeof Position>;

/** `kind:id`, for example `room:0198…` or `user:0198…`. */
export const ChannelName = z
  .string()
  .max(128)
  .regex(/^[a-z][a-z0-9-]*:[A-Za-z0-9_-]+$/, 'a channel is written kind:id');
export type ChannelName = z.infer<typeof ChannelName>;
