/** How far somebody has read. */
import { z } from 'zod';
import { event } from '../../../kernel/define.ts';
import { Id } from '../../../kernel/scalars.ts';

const namespaces = ['/chat'];

const Read = z.object({ roomId: Id, userId: Id, messageId: Id });

/** A signal in the room; a durable event on the reader's own channel, with the count that is left. */
export const read = event({
  name: 'chat:read',
  summary: 'Somebody read up to a message',
  on: ['room', 'user'],
  durable: true,
  namespaces,
  data: Read.extend({
    unread: z.number().int().optional(),
    mentions: z.number().int().optional(),
    /** The message's, in the room's signal. */
    seq: z.number().int().optional(),
  }),
});

export const markedUnread = event({
  name: 'chat:marked-unread',
  summary: 'I marked a message, and all after it, as unread',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({
    roomId: Id,
    /** The first unread one. */
    messageId: Id,
    lastReadId: Id.nullable(),
    unread: z.number().int(),
    mentions: z.number().int(),
  }),
});

export const readingEvents = [read, markedUnread] as const;
