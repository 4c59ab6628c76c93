/** Carrying a message into another room. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id } from '../../../kernel/scalars.ts';
import { Message, RoomRef } from '../model.ts';

export const forward = command({
  name: 'chat:forward',
  summary: 'Say a message of one room in another, with a word of one’s own before it',
  effect: 'write',
  namespaces: ['/chat'],
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    toRoomId: RoomRef,
    comment: z.string().optional(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ message: Message }),
  rest: { method: 'POST', path: '/api/chat/messages/:roomId/:messageId/forward', status: 201 },
});

export const forwardingCommands = [forward] as const;
