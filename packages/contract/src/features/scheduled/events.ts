/** What becomes of my scheduled messages, on my own channel. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';
import { ScheduledHead } from './model.ts';

const namespaces = ['/chat'];

export const changed = event({
  name: 'scheduled:changed',
  summary: 'A message of mine was scheduled, changed, or could not be sent when its time had come',
  on: ['user'],
  durable: true,
  namespaces,
  data: ScheduledHead,
});

export const ended = event({
  name: 'scheduled:ended',
  summary: 'A scheduled message was sent, as the message it became, or was cancelled',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ id: Id, roomId: Id, messageId: Id.nullable() }),
});
