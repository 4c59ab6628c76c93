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
  data: Read.extend({ unread: z.number().int().optional() }),
});

export const readingEvents = [read] as const;
