/** Who has got what was said, and whether they tell. */
import { z } from 'zod';
import { event } from '../../../kernel/define.ts';
import { Id } from '../../../kernel/scalars.ts';

const namespaces = ['/chat'];

export const delivered = event({
  name: 'chat:delivered',
  summary: 'What was said up to this message has reached a device of somebody',
  on: ['room'],
  durable: false,
  namespaces,
  data: z.object({ roomId: Id, userId: Id, messageId: Id, seq: z.number().int() }),
});

export const preferencesChanged = event({
  name: 'chat:preferences-changed',
  summary: 'I decided whether others are told what I have read',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ receipts: z.boolean() }),
});

export const receiptsEvents = [delivered, preferencesChanged] as const;
