/** How far one has read. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id } from '../../../kernel/scalars.ts';
import { RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const read = command({
  name: 'chat:read',
  summary: 'I have read up to this message',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, clientId }),
  output: z.object({ unread: z.number().int() }),
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/read' },
});

export const readingCommands = [read] as const;
