/** What one can do in a conversation. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { Envelope } from '../../kernel/envelope.ts';
import { Position } from '../../kernel/position.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import {
  Member,
  Message,
  MessageType,
  Room,
  RoomAlias,
  RoomDescription,
  RoomName,
  RoomRef,
  RoomRole,
} from './model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
/** Bounded by the server's configured limit, not here, so that the limit can be any value. */
const Content = z.string();

export const rooms = command({
  name: 'chat:rooms',
  summary: 'My rooms, or with scope=public the public ones I may join',
  effect: 'read',
  namespaces,
  input: z.object({
    scope: z.enum(['mine', 'public']).optional(),
    q: z.string().max(80).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Room),
  rest: { method: 'GET', path: '/api/chat/rooms' },
});

export const createRoom = command({
  name: 'chat:create',
  summary: 'Create a room and become its owner',
  effect: 'write',
  namespaces,
  input: z.object({
    name: RoomName,
    description: RoomDescription.optional(),
    visibility: z.enum(['public', 'private']).optional(),
    alias: RoomAlias.optional(),
    clientId,
  }),
  output: z.object({ room: Room }),
  rest: { method: 'POST', path: '/api/chat/rooms', status: 201 },
});

export const room = command({
  name: 'chat:room',
  summary: 'One room and its first 100 members',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: z.object({ room: Room, members: z.array(Member) }),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId' },
});

export const updateRoom = command({
  name: 'chat:update-room',
  summary: 'Change a room’s name, description or alias; what is absent stays',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    name: RoomName.optional(),
    description: RoomDescription.optional(),
    alias: RoomAlias.nullable().optional(),
    clientId,
  }),
  output: z.object({ room: Room }),
  rest: { method: 'PATCH', path: '/api/chat/rooms/:roomId' },
});

export const members = command({
  name: 'chat:members',
  summary: 'The members of a room, by name',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Member),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/members' },
});

/** REST: membership only. A socket uses `chat:join`, which also subscribes. */
export const enter = command({
  name: 'chat:enter',
  summary: 'Become a member of a room',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, clientId }),
  output: z.object({ room: Room }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/join' },
});

export const join = command({
  name: 'chat:join',
  summary: 'Become a member where allowed, and follow the room',
  effect: 'session',
  namespaces,
  input: z.object({ roomId: RoomRef, position: Position.optional() }),
  output: z.object({
    room: Room,
    members: z.array(Member).optional(),
    messages: z.array(Message).optional(),
    position: Position,
    recovered: z.boolean(),
    events: z.array(Envelope),
    more: z.boolean(),
  }),
});

export const leave = command({
  name: 'chat:leave',
  summary: 'End my membership of a room',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, clientId }),
  output: z.object({ room: Room }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/leave' },
});

export const addMember = command({
  name: 'chat:add-member',
  summary: 'Bring a person into a room',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, userId: Id, clientId }),
  output: z.object({ member: Member }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/members', status: 201 },
});

export const removeMember = command({
  name: 'chat:remove-member',
  summary: 'Take a person out of a room; their live connections stop receiving at once',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, userId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/chat/rooms/:roomId/members/:userId' },
});

export const setRoomRole = command({
  name: 'chat:member-role',
  summary: 'Change a member’s standing in a room',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, userId: Id, role: RoomRole, clientId }),
  output: z.object({ member: Member }),
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/members/:userId/role' },
});

export const direct = command({
  name: 'chat:direct',
  summary: 'The one direct room of exactly these people and me',
  effect: 'write',
  namespaces,
  input: z.object({ userIds: z.array(Id).min(1).max(9), clientId }),
  output: z.object({ room: Room }),
  rest: { method: 'POST', path: '/api/chat/direct', status: 201 },
});

export const history = command({
  name: 'chat:history',
  summary: 'Messages of a room, oldest first: before, after or around one',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    /** A message id or a cursor. */
    before: z.string().max(200).optional(),
    after: z.string().max(200).optional(),
    around: z.string().max(200).optional(),
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
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, clientId }),
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

export const read = command({
  name: 'chat:read',
  summary: 'I have read up to this message',
  effect: 'write',
  namespaces,
  input: z.object({ roomId: RoomRef, messageId: Id, clientId }),
  output: z.object({ unread: z.number().int() }),
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/read' },
});
