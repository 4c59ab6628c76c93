/** What I saved, on my own channel. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';

const namespaces = ['/chat'];

export const added = event({
  name: 'saved:added',
  summary: 'I saved a message',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ messageId: Id }),
});

/** `entered`: the one that is among the latest `SAVED_KNOWN` now because this one left them. */
export const removed = event({
  name: 'saved:removed',
  summary: 'I no longer save a message',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ messageId: Id, entered: Id.nullable() }),
});
