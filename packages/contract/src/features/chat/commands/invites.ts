/** Links into a room: whoever has one and an account becomes a member. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page, Time } from '../../../kernel/scalars.ts';
import { Room, RoomInvite, RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
export const InviteCode = z.string().min(1).max(128);

export const createInvite = command({
  name: 'room-invite:create',
  summary: 'Make a link into a room, with an end and a number of uses where wanted; its code is told once',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    expiresAt: Time.nullable().optional(),
    maxUses: z.number().int().min(1).max(1000).nullable().optional(),
    clientId,
  }),
  output: z.object({ invite: RoomInvite, code: z.string(), url: z.string() }),
  rest: { method: 'POST', path: '/api/chat/rooms/:roomId/invites', status: 201 },
});

export const invites = command({
  name: 'room-invite:list',
  summary: 'The links into a room that are good: mine, or as a moderator everybody’s; the newest first',
  effect: 'read',
  namespaces,
  input: z.object({ roomId: RoomRef }),
  output: page(RoomInvite),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/invites' },
});

export const revokeInvite = command({
  name: 'room-invite:revoke',
  summary: 'End a link into a room: mine, or as a moderator anybody’s',
  effect: 'write',
  quiet: true,
  audited: true,
  namespaces,
  input: z.object({ roomId: RoomRef, inviteId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/chat/rooms/:roomId/invites/:inviteId' },
});

export const acceptInvite = command({
  name: 'room-invite:accept',
  summary: 'Become a member of the room a link leads to, also of a private one',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ code: InviteCode, clientId }),
  output: z.object({ room: Room }),
  rest: { method: 'POST', path: '/api/chat/invites/accept' },
});

export const invitesCommands = [createInvite, invites, revokeInvite, acceptInvite] as const;
