/** Reacting to what was said. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { Reaction, RoomRef } from '../model.ts';

const namespaces = ['/chat'];
/** One emoji, or the `:name:` of one of this server's own. */
const Emoji = z.string().min(1).max(64);

export const react = command({
  name: 'chat:react',
  summary: 'React to a message, or take it back; without isOn, whichever is not the case',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    emoji: Emoji,
    isOn: z.boolean().optional(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ reaction: Reaction }),
  rest: { method: 'POST', path: '/api/chat/messages/:roomId/:messageId/reactions' },
});

export const reactors = command({
  name: 'chat:reactors',
  summary: 'Who reacted to a message with an emoji, the first first',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    emoji: Emoji,
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(z.object({ userId: Id, displayName: z.string() })),
  rest: { method: 'GET', path: '/api/chat/messages/:roomId/:messageId/reactions' },
});

export const reactionsCommands = [react, reactors] as const;
