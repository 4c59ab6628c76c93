/** How far one has read. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id } from '../../../kernel/scalars.ts';
import { RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

/** What is left. */
const Left = z.object({ unread: z.number().int(), mentions: z.number().int() });

export const read = command({
  name: 'chat:read',
  summary: 'I have read up to this message',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    /** It was merely on screen: changes nothing in a room that was marked unread. */
    auto: z.boolean().optional(),
    clientId,
  }),
  output: Left,
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/read' },
});

/** Holds until the room is read again on purpose: not by a device that merely shows it. */
export const markUnread = command({
  name: 'chat:mark-unread',
  summary: 'This message, and all after it, is unread to me',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, clientId }),
  output: Left,
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/unread' },
});

export const readingCommands = [read, markUnread] as const;
