/** The events this feature appends: on `room:<id>` for everybody in it, on `user:<id>` for one person. */
import type {
  Member,
  Pin,
  Reaction,
  Room,
  RoomCategory,
  RoomPreferences,
  RoomRole,
  ThreadState,
} from '@parley/contract/features/chat/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import type { AclChange, Append, CommandContext } from '../../kernel/index.ts';
import type { Left } from './store/reads.ts';
import { roomChannelOf } from './store/rooms.ts';

/** Who did it and when. */
export interface Origin {
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
}

export function originOf({ actor, at }: Pick<CommandContext, 'actor' | 'at'>): Origin {
  return { actor: actor.userId, at };
}

/** To the room. A new member's rights are read anew, and nobody else's follow from it. */
export function joined(origin: Origin, roomId: string, user: Member): Append {
  return onRoom(origin, roomId, 'room:joined', { roomId, user }, { kind: 'changed' });
}

/** To the one who joined, or was brought in. */
export function joinedMyself(origin: Origin, room: Room, user: Member): Append {
  return onUser(origin, user.id, 'room:joined', { roomId: room.id, user, room });
}

/** To the room. The one who left receives neither this nor anything later of it (P6). */
export function left(origin: Origin, roomId: string, userId: string): Append {
  return onRoom(origin, roomId, 'room:left', { roomId, userId }, { kind: 'revoked', userId });
}

/** To the one whose membership ended: `room:left` by their own doing, `room:removed` by another's. */
export function leftMyself(origin: Origin, roomId: string, userId: string, why: WhyRemoved = {}): Append {
  const type = origin.actor === userId ? 'room:left' : 'room:removed';
  return onUser(origin, userId, type, { roomId, userId, ...why });
}

/** What somebody who was taken out is told. */
export interface WhyRemoved {
  readonly reason?: string | undefined;
  readonly banned?: Sanction;
}

/** To the one who may no longer write in a room, or may again. */
export function mutedMyself(origin: Origin, roomId: string, userId: string, muted: Sanction | null): Append {
  return onUser(origin, userId, 'room:muted', { roomId, muted });
}

/** To the one who asked for it: how far a purge is. */
export function purgedSoFar(
  origin: Origin,
  progress: {
    readonly roomId: string;
    readonly userId: string;
    readonly deleted: number;
    readonly more: boolean;
  },
): Append {
  return onUser(origin, origin.actor, 'chat:purged', progress);
}

/** To the room, which has nothing to show of it: rights are read anew, or `lost` by somebody. */
export function rightsChanged(origin: Origin, roomId: string, lost?: string): Append {
  const acl: AclChange = lost === undefined ? { kind: 'changed' } : { kind: 'revoked', userId: lost };
  return onRoom(origin, roomId, 'room:updated', { roomId }, acl);
}

export function roleChanged(origin: Origin, roomId: string, userId: string, roomRole: RoomRole): Append {
  return onRoom(
    origin,
    roomId,
    'room:updated',
    { roomId, member: { userId, roomRole } },
    { kind: 'changed' },
  );
}

/**
 * `room` as everybody may see it, whole. It raises the room's `aclVersion`, whatever changed: caches follow what rights are read
 * with, and of two changes decided on one state the second is decided anew, so that it tells what the first made.
 */
export function roomUpdated(origin: Origin, room: Room): Append {
  return onRoom(origin, room.id, 'room:updated', { roomId: room.id, room }, { kind: 'changed' });
}

/** To myself, on every device. */
export function roomPreferencesChanged(origin: Origin, roomId: string, preferences: RoomPreferences): Append {
  return onUser(origin, origin.actor, 'room:preferences', { roomId, preferences });
}

export function categoriesChanged(origin: Origin, categories: readonly RoomCategory[]): Append {
  return onUser(origin, origin.actor, 'room:categories', { categories });
}

export function readMyself(
  origin: Origin,
  read: { readonly roomId: string; readonly messageId: string } & Left,
): Append {
  const { roomId, messageId, unread, mentions } = read;
  const { actor: userId } = origin;
  return onUser(origin, userId, 'chat:read', { roomId, userId, messageId, unread, mentions });
}

export function markedUnreadMyself(
  origin: Origin,
  marked: {
    readonly roomId: string;
    readonly messageId: string;
    readonly lastReadId: string | null;
  } & Left,
): Append {
  return onUser(origin, origin.actor, 'chat:marked-unread', marked);
}

export function receiptsChanged(origin: Origin, preferences: { readonly receipts: boolean }): Append {
  return onUser(origin, origin.actor, 'chat:preferences-changed', preferences);
}

/** To the room: a message's state as JSON. Without a `seq` of its own it gets the event's. */
export function messageEvent(
  origin: Origin,
  roomId: string,
  type: 'chat:message' | 'chat:updated' | 'chat:deleted',
  message: { readonly id: string; readonly json: string },
): Append {
  return {
    channel: roomChannelOf(roomId),
    type,
    ...origin,
    data: message.json,
    entity: { kind: 'message', id: message.id },
    // What was said keeps its place however often it changes, and its row says who said it when and where.
    ...(type === 'chat:message' ? { seqAs: 'seq', keptByEntity: true } : { seqAs: 'changedSeq' }),
  };
}

/** To the one who follows a thread from now on, or no longer. */
export function threadFollowed(origin: Origin, userId: string, state: ThreadState): Append {
  return onUser(origin, userId, 'thread:followed', state);
}

/** To the reader themselves. */
export function threadRead(origin: Origin, state: ThreadState): Append {
  return onUser(origin, origin.actor, 'thread:read', state);
}

/** To the room: somebody reacted, or no longer. */
export function reacted(origin: Origin, reaction: Reaction): Append {
  return onRoom(origin, reaction.roomId, 'chat:reaction', reaction);
}

/** To the room: a message was pinned, or no longer. */
export function pinnedOrNot(origin: Origin, pin: Pin): Append {
  return onRoom(origin, pin.roomId, 'chat:pinned', pin);
}

function onRoom(origin: Origin, roomId: string, type: string, data: object, acl?: AclChange): Append {
  const append = { channel: roomChannelOf(roomId), type, ...origin, data: JSON.stringify(data) };
  return acl === undefined ? append : { ...append, acl };
}

function onUser(origin: Origin, userId: string, type: string, data: object): Append {
  return { channel: `user:${userId}`, type, ...origin, data: JSON.stringify(data) };
}
