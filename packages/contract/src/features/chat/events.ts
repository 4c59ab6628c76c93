/** What happens in a conversation. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';
import { Member, Message, Room, RoomRole } from './model.ts';

const namespaces = ['/chat'];

export const message = event({
  name: 'chat:message',
  summary: 'Somebody said something',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const updated = event({
  name: 'chat:updated',
  summary: 'A message was edited: its present state',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const deleted = event({
  name: 'chat:deleted',
  summary: 'A message was deleted: its tombstone',
  on: ['room'],
  durable: true,
  namespaces,
  data: Message,
});

export const typing = event({
  name: 'chat:typing',
  summary: 'Somebody is typing, or no longer',
  on: ['room'],
  durable: false,
  namespaces,
  data: z.object({ roomId: Id, userId: Id, username: z.string(), isTyping: z.boolean() }),
});

const Read = z.object({ roomId: Id, userId: Id, messageId: Id });

/** A signal in the room; a durable event on the reader's own channel, with the count that is left. */
export const read = event({
  name: 'chat:read',
  summary: 'Somebody read up to a message',
  on: ['room', 'user'],
  durable: true,
  namespaces,
  data: Read.extend({ unread: z.number().int().optional() }),
});

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
  data: z.object({ roomId: Id, userId: Id }),
});
