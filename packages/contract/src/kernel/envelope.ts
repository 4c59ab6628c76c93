/** A durable event as clients see it, and the meta that accompanies one pushed over Socket.IO. */
import { z } from 'zod';
import { ChannelName, Position } from './position.ts';
import { Id, Time } from './scalars.ts';

export const Meta = z.object({
  channel: ChannelName,
  epoch: z.string(),
  seq: z.number().int().positive(),
  type: z.string(),
  actor: Id,
  at: Time,
});
export type Meta = z.infer<typeof Meta>;

/** The meta of a signal: never stored, so without epoch and seq. */
export const SignalMeta = Meta.omit({ epoch: true, seq: true });
export type SignalMeta = z.infer<typeof SignalMeta>;

export const Envelope = Meta.extend({ data: z.unknown() });
export type Envelope = z.infer<typeof Envelope>;

/** What a resume answers: the events after the position asked from, or `recovered:false` and a snapshot (P4). */
export const Resumed = z.object({
  position: Position,
  recovered: z.boolean(),
  events: z.array(Envelope),
  more: z.boolean(),
  snapshot: z.unknown().optional(),
});
export type Resumed = z.infer<typeof Resumed>;
