/** Rooms and messages. */
import { z } from 'zod';
import { Position } from '../../kernel/position.ts';
import { Sanction } from '../../kernel/sanction.ts';
import { Id, Time } from '../../kernel/scalars.ts';
import { User } from '../accounts/model.ts';
import { MENTION_ALL } from './mention-text.ts';

export const ROOM_VISIBILITIES = ['public', 'private', 'direct'] as const;
export const Visibility = z.enum(ROOM_VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

/** A person's standing in one room. */
export const RoomRole = z.enum(['owner', 'moderator', 'member']);
export type RoomRole = z.infer<typeof RoomRole>;

/** What a room can keep to those of a certain standing. */
export const ROOM_ACTIONS = ['post', 'invite', 'pin', 'mentionAll', 'upload'] as const;
export type RoomAction = (typeof ROOM_ACTIONS)[number];

/** The least standing each needs; `member` means everybody in the room. A read-only room is one with `post: "moderator"`. */
export const RoomPermissions = z.object({
  post: RoomRole,
  /** Bringing people in, and making links that do. Guests of the server never may. */
  invite: RoomRole,
  pin: RoomRole,
  /** `@room` and `@here`. */
  mentionAll: RoomRole,
  upload: RoomRole,
});
export type RoomPermissions = z.infer<typeof RoomPermissions>;

/** An hour. */
export const SLOW_MODE_MAX_SECONDS = 3_600;
export const SlowModeSeconds = z.number().int().min(0).max(SLOW_MODE_MAX_SECONDS);

/** How little I want to hear of a room: nothing (`all` is muted), or only what mentions me. */
export const Mute = z.object({ level: z.enum(['all', 'mentions']), until: Time.nullable() });
export type Mute = z.infer<typeof Mute>;

/** What one person makes of a room for themselves. */
export const RoomPreferences = z.object({
  favourite: z.boolean(),
  /** The category of mine it stands in. */
  categoryId: Id.nullable(),
  mute: Mute.nullable(),
  /** Rises with every change, so that of two states one is known to be the later. */
  version: z.number().int().nonnegative(),
});
export type RoomPreferences = z.infer<typeof RoomPreferences>;

/** A group of rooms that one person made for themselves; groups are ordered. */
export const RoomCategory = z.object({ id: Id, name: z.string() });
export type RoomCategory = z.infer<typeof RoomCategory>;
export const RoomCategoryName = z.string().trim().min(1).max(40);

export const Room = z.object({
  id: Id,
  alias: z.string().optional(),
  name: z.string(),
  /** What it is about now, in a line. */
  topic: z.string(),
  description: z.string(),
  visibility: Visibility,
  permissions: RoomPermissions,
  /** Those below a moderator may post once in so many seconds; 0: as often as they like. */
  slowModeSeconds: SlowModeSeconds,
  /** Whether links said here are looked up for previews, and those there are shown. */
  linkPreviews: z.boolean(),
  /** Since when it can only be read; null while it is alive. */
  archivedAt: Time.nullable(),
  createdBy: Id,
  createdAt: Time,
  memberCount: z.number().int(),
  lastMessageAt: Time.nullable(),
  /** Present when I am a member. */
  unread: z.number().int().optional(),
  /** Unread messages that name me, threads included. Present when I am a member. */
  mentions: z.number().int().optional(),
  position: Position.optional(),
  /** The last message I read here; null when none. Present when I am a member. */
  lastReadId: Id.nullable().optional(),
  /** I marked it unread: it stays so until I read it on purpose. */
  markedUnread: z.literal(true).optional(),
  /** My own standing in this room. Present when I am a member. */
  myRole: RoomRole.optional(),
  /** Present when I am a member. */
  myPreferences: RoomPreferences.optional(),
  /** I may read here and not write; it may have ended. */
  muted: Sanction.optional(),
  /** The people of a direct room. */
  people: z.array(User).optional(),
});
export type Room = z.infer<typeof Room>;

export const Member = User.extend({ roomRole: RoomRole, joinedAt: Time });
export type Member = z.infer<typeof Member>;

export const Pinned = z.object({ by: Id, at: Time });

/** Somebody's reaction, as it is after the change. */
export const Reaction = z.object({
  roomId: Id,
  messageId: Id,
  emoji: z.string(),
  userId: Id,
  isOn: z.boolean(),
  /** Whether the message names this person, or only counts them. */
  isNamed: z.boolean(),
});
export type Reaction = z.infer<typeof Reaction>;

export const Pin = z.object({ roomId: Id, messageId: Id, pinned: Pinned.nullable() });
export type Pin = z.infer<typeof Pin>;
/** Whom a message names, as far as they are people who may read it. Present only when there are any. */
export const Mentions = z.object({
  users: z.array(Id),
  /** How the text writes `users`, lower case: the n-th is the n-th of them. */
  names: z.array(z.string()),
  /** Everybody in the room, or those who were there when it was said. */
  all: z.enum(MENTION_ALL).optional(),
});
export type Mentions = z.infer<typeof Mentions>;

/** How far somebody has read, as far as they let others know. */
export const ReadMark = z.object({ userId: Id, seq: z.number().int(), at: Time });
export type ReadMark = z.infer<typeof ReadMark>;

/** Where a forwarded message comes from, in its `metadata.forwarded`. */
export const Forwarded = z.object({
  messageId: Id,
  roomId: Id,
  /** Absent where not everybody may know that the room exists. */
  roomName: z.string().optional(),
  userId: Id,
  displayName: z.string(),
  at: Time,
});
export type Forwarded = z.infer<typeof Forwarded>;

/** What a message tells of the thread that hangs on it. */
export const ThreadSummary = z.object({
  /** Undeleted answers. */
  replies: z.number().int(),
  lastReplyAt: Time,
  /** The first five who answered, in that order. */
  repliers: z.array(Id),
});

/** What I am to a thread. */
export const ThreadState = z.object({
  roomId: Id,
  threadId: Id,
  isFollowing: z.boolean(),
  /** Seq of the last message I read there. */
  readSeq: z.number().int(),
  /** Undeleted answers by others after it; 1000 means that many or more. */
  unread: z.number().int(),
  /** The room's seq the count is true for. */
  asOf: z.number().int(),
});
export type ThreadState = z.infer<typeof ThreadState>;

export const MessageType = z.enum(['text', 'image', 'file', 'system', 'poll']);
export const Message = z.object({
  id: Id,
  roomId: Id,
  seq: z.number().int().positive(),
  userId: Id,
  username: z.string(),
  displayName: z.string(),
  type: z.string(),
  /** Empty when deleted. */
  content: z.string(),
  /** Of a tombstone: `{removedBy:"moderator",reason?}` when it was not its author who deleted it, else empty. */
  metadata: z.record(z.string(), z.unknown()),
  mentions: Mentions.optional(),
  clientId: z.string().optional(),
  threadId: Id.optional(),
  replyTo: Id.optional(),
  /** Emoji -> those who reacted first with it, in that order, at most 50. */
  reactions: z.record(z.string(), z.array(Id)),
  /** Emoji -> how many reacted, where that is more than are named. */
  reactionCounts: z.record(z.string(), z.number().int()).optional(),
  /** Present while it is pinned. */
  pinned: Pinned.optional(),
  /** Present once somebody answered in a thread of it. */
  thread: ThreadSummary.optional(),
  createdAt: Time,
  editedAt: Time.nullable(),
  deletedAt: Time.nullable(),
  /**
   * Seq of the event that changed it last, absent since it was said. Of two states of a message the one with the higher is
   * the later, and an event at or below it is in it already.
   */
  changedSeq: z.number().int().positive().optional(),
});
export type Message = z.infer<typeof Message>;

/** A link into a room, without its code: that is told once, to who made it. */
export const RoomInvite = z.object({
  id: Id,
  roomId: Id,
  createdBy: Id,
  createdByName: z.string(),
  createdAt: Time,
  /** Null: it has no end. */
  expiresAt: Time.nullable(),
  /** Null: any number of people. */
  maxUses: z.number().int().nullable(),
  uses: z.number().int(),
});
export type RoomInvite = z.infer<typeof RoomInvite>;

/** Why a link is no longer good, as refusals name it in the detail of `code`. */
export const INVITE_ENDS = ['expired', 'used up', 'revoked'] as const;
export type InviteEnd = (typeof INVITE_ENDS)[number];

/** A room's id or its alias. */
export const RoomRef = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'not a room');
export const RoomName = z.string().trim().min(1).max(80);
export const RoomTopic = z
  .string()
  .trim()
  .max(250)
  .refine((topic) => !/[\r\n]/.test(topic), 'one line only');
export const RoomDescription = z.string().trim().max(1000);
export const RoomAlias = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'lower-case letters, digits and dashes');
