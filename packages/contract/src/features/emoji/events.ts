/** What happens to the emoji of this server, on `emoji:all`, which everybody may read. Its snapshot is `{emoji}`: all of them, by name. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';
import { CustomEmoji } from './model.ts';

const shared = { on: ['emoji'], durable: true, namespaces: ['/chat'] };

export const added = event({
  ...shared,
  name: 'emoji:added',
  summary: 'There is one emoji more',
  data: z.object({ emoji: CustomEmoji }),
});

export const removed = event({
  ...shared,
  name: 'emoji:removed',
  summary: 'An emoji was taken away',
  data: z.object({ emojiId: Id, name: z.string() }),
});
