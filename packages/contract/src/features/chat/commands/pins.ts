/** Pinning what should stay in sight. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { Message, Pin, RoomRef } from '../model.ts';

const namespaces = ['/chat'];

export const pin = command({
  name: 'chat:pin',
  summary: 'Pin a message, or take it down; without isOn, whichever is not the case',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    isOn: z.boolean().optional(),
    clientId: ClientId.optional(),
  }),
  output: Pin,
  rest: { method: 'POST', path: '/api/chat/messages/:roomId/:messageId/pin' },
});

export const pins = command({
  name: 'chat:pins',
  summary: 'The pinned messages of a room, the last pinned first',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: page(Message),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/pins' },
});

export const pinsCommands = [pin, pins] as const;
