/** Who is in a room. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { Envelope } from '../../../kernel/envelope.ts';
import { Position } from '../../../kernel/position.ts';
import { Reason } from '../../../kernel/sanction.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { User } from '../../accounts/model.ts';
import { Member, Message, ReadMark, Room, RoomRef, RoomRole } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const members = command({
  name: 'chat:members',
  summary: 'The members of a room, by name',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    /** Part of a name. */
    q: z.string().max(80).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(Member),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/members' },
});

/** The most people `chat:present` lists: as many as one connection may look at. */
export const MAX_PRESENT = 500;

export const outsiders = command({
  name: 'chat:outsiders',
  summary:
    'Of people named by their usernames, those who are not in the room; nobody of a direct one, whose people are fixed',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef, names: z.array(z.string().min(1).max(32)).min(1).max(50) }),
  output: z.object({ items: z.array(User) }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/outsiders' },
});

export const present = command({
  name: 'chat:present',
  summary: 'Who of a room’s members is not offline: how many, and the first of them by name',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: z.object({ items: z.array(Member), count: z.number().int() }),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/present' },
});

/** REST: membership only. A socket uses `chat:join`, which also subscribes. */
export const enter = command({
  name: 'chat:enter',
  summary: 'Become a member of a room',
  effect: 'write',
  quiet: true,
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
    /** In small rooms. */
    readMarks: z.array(ReadMark).optional(),
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
  quiet: true,
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
  audited: true,
  namespaces,
  input: z.object({ roomId: RoomRef, userId: Id, reason: Reason.optional(), clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/chat/rooms/:roomId/members/:userId' },
});

export const setRoomRole = command({
  name: 'chat:member-role',
  summary: 'Change a member’s standing in a room',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({ roomId: RoomRef, userId: Id, role: RoomRole, clientId }),
  output: z.object({ member: Member }),
  rest: { method: 'PUT', path: '/api/chat/rooms/:roomId/members/:userId/role' },
});

export const membershipCommands = [
  members,
  present,
  outsiders,
  enter,
  join,
  leave,
  addMember,
  removeMember,
  setRoomRole,
] as const;
