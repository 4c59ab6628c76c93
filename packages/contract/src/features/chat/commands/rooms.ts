/** Rooms: finding, making and changing them. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import {
  Member,
  Room,
  RoomAlias,
  RoomDescription,
  RoomName,
  RoomPermissions,
  RoomRef,
  RoomTopic,
  SlowModeSeconds,
} from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const rooms = command({
  name: 'chat:rooms',
  summary:
    'My rooms, or with scope=public the public ones I may join, with scope=archived the archived ones I may read',
  effect: 'read',
  namespaces,
  input: z.object({
    scope: z.enum(['mine', 'public', 'archived']).optional(),
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
    topic: RoomTopic.optional(),
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
  summary: 'Change a room: what it is called and about, who may do what, how fast; what is absent stays',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    name: RoomName.optional(),
    topic: RoomTopic.optional(),
    description: RoomDescription.optional(),
    alias: RoomAlias.nullable().optional(),
    /** Owners only. */
    permissions: RoomPermissions.partial().optional(),
    slowModeSeconds: SlowModeSeconds.optional(),
    linkPreviews: z.boolean().optional(),
    clientId,
  }),
  output: z.object({ room: Room }),
  rest: { method: 'PATCH', path: '/api/chat/rooms/:roomId' },
});

export const archive = command({
  name: 'chat:archive',
  summary: 'Archive a room, which can only be read then, or bring it back; owners only',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({ roomId: RoomRef, archived: z.boolean(), clientId }),
  output: z.object({ room: Room }),
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/archived' },
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

export const roomsCommands = [rooms, createRoom, room, updateRoom, archive, direct] as const;
