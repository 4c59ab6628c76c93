/** What is said in a room. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { Reason } from '../../../kernel/sanction.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { Message, MessageType, RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
/** Bounded by the server's configured limit, not here, so that the limit can be any value. */
const Content = z.string();

export const history = command({
  name: 'chat:history',
  summary: 'Messages of a room, oldest first: before, after or around one, or around a time',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    /** A message id or a cursor. */
    before: z.string().max(200).optional(),
    after: z.string().max(200).optional(),
    around: z.string().max(200).optional(),
    /** The answers of a thread; without it, the main timeline. */
    threadId: Id.optional(),
    /** Around the first message of that time or later; the newest when there is none. */
    at: z.iso.datetime({ offset: true }).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Message),
  rest: { method: 'GET', path: '/api/chat/messages/:roomId' },
});

export const send = command({
  name: 'chat:message',
  summary: 'Say something in a room',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    content: Content,
    type: MessageType.exclude(['system', 'poll']).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    threadId: Id.optional(),
    replyTo: Id.optional(),
    clientId,
  }),
  output: z.object({ message: Message }),
  rest: { method: 'POST', path: '/api/chat/messages/:roomId', status: 201 },
});

export const edit = command({
  name: 'chat:edit',
  summary: 'Change the text of my message',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, content: Content, clientId }),
  output: z.object({ message: Message }),
  rest: { method: 'PATCH', path: '/api/chat/messages/:roomId/:messageId' },
});

export const remove = command({
  name: 'chat:delete',
  summary: 'Delete a message; a tombstone remains',
  effect: 'write',
  quiet: true,
  audited: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    /** Of a moderator: stands where the message stood, and in the audit log. */
    reason: Reason.optional(),
    clientId,
  }),
  output: z.object({ message: Message }),
  rest: { method: 'DELETE', path: '/api/chat/messages/:roomId/:messageId' },
});

export const typing = command({
  name: 'chat:typing',
  summary: 'I am typing, or no longer',
  effect: 'signal',
  namespaces,
  input: z.object({ roomId: RoomRef, isTyping: z.boolean() }),
  output: z.object({}),
});

export const messagesCommands = [history, send, edit, remove, typing] as const;
