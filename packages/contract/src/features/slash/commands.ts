/** Commands typed as text: which there are, and carrying one out. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id } from '../../kernel/scalars.ts';
import { RoomRef } from '../chat/model.ts';

const namespaces = ['/chat'];

/** What follows a command's name: somebody (`@name`), a room (`#alias`), or the rest of the line. */
export const SlashArgument = z.object({
  kind: z.enum(['person', 'room', 'text']),
  optional: z.boolean().optional(),
});
export type SlashArgument = z.infer<typeof SlashArgument>;

export const SlashEntry = z.object({
  /** Without the slash; clients that have texts of their own look them up by it. */
  name: z.string(),
  aliases: z.array(z.string()),
  takes: z.array(SlashArgument),
  /** As it is shown: `/invite @name`. */
  usage: z.string(),
  /** In English. */
  description: z.string(),
});
export type SlashEntry = z.infer<typeof SlashEntry>;

export const listSlash = command({
  name: 'slash:list',
  summary: 'The slash commands I may use in a room, by name',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: z.object({ items: z.array(SlashEntry) }),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/slash' },
});

/** What came of it: nothing to add, a word for me alone, a room to go to, or a room I am out of. */
export const SlashOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({
    kind: z.literal('reply'),
    /** What it says, for clients that say it in other words. */
    key: z.string(),
    /** In English. */
    text: z.string(),
  }),
  z.object({ kind: z.literal('room'), roomId: Id }),
  z.object({ kind: z.literal('left') }),
]);
export type SlashOutcome = z.infer<typeof SlashOutcome>;

export const runSlash = command({
  name: 'slash:run',
  summary: 'Carry out what begins with a slash; `//text` says what follows the first one',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ roomId: RoomRef, text: z.string().max(8_100), clientId: ClientId.optional() }),
  output: z.object({ outcome: SlashOutcome }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/slash' },
});
