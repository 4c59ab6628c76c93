/** A room, and who is in it. */
import { z } from 'zod';
import { event } from '../../../kernel/define.ts';
import { Sanction } from '../../../kernel/sanction.ts';
import { Id } from '../../../kernel/scalars.ts';
import { Member, Room, RoomRole } from '../model.ts';

const namespaces = ['/chat'];

export const joined = event({
  name: 'room:joined',
  summary: 'Somebody became a member; on user:<me>, I did, and the room comes with it',
  on: ['room', 'user'],
  durable: true,
  namespaces,
  data: z.object({ roomId: Id, user: Member, room: Room.optional() }),
});

export const left = event({
  name: 'room:left',
  summary: 'Somebody’s membership ended; on user:<me>, mine did, by my own doing',
  on: ['room', 'user'],
  durable: true,
  namespaces,
  data: z.object({ roomId: Id, userId: Id }),
});

export const roomUpdated = event({
  name: 'room:updated',
  summary: 'The room, or a member’s standing in it, changed',
  on: ['room'],
  durable: true,
  namespaces,
  data: z.object({
    roomId: Id,
    room: Room.optional(),
    member: z.object({ userId: Id, roomRole: RoomRole }).optional(),
  }),
});

export const removed = event({
  name: 'room:removed',
  summary: 'I was taken out of a room, or it is gone',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({
    roomId: Id,
    userId: Id,
    /** As whoever did it gave it. */
    reason: z.string().optional(),
    /** There is no coming back before it ends. */
    banned: Sanction.optional(),
  }),
});

export const muted = event({
  name: 'room:muted',
  summary: 'I may no longer write in a room, or may again (null)',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ roomId: Id, muted: Sanction.nullable() }),
});

export const purged = event({
  name: 'chat:purged',
  summary: 'How far the deletion of what a person said is, which I asked for',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({
    roomId: Id,
    /** Whose messages. */
    userId: Id,
    /** That are gone by now. */
    deleted: z.number().int(),
    more: z.boolean(),
  }),
});

export const roomsEvents = [joined, left, roomUpdated, removed, muted, purged] as const;
