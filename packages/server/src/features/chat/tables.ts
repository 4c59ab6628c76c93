/** The rows of this feature, as queries see them. */
import type { ChannelTables } from '../../platform/db/database.ts';
import type { PeopleTables } from '../accounts/public.ts';

export interface RoomTable {
  id: string;
  alias: string | null;
  name: string;
  /** Lower case, for searching and ordering alike on both databases. */
  name_key: string;
  description: string;
  visibility: string;
  created_by: string;
  created_at: string;
  /** Kept by every write set that adds or takes a member. */
  member_count: number;
  /** Digest of the sorted member ids of a direct room: there is one room of exactly these people. */
  direct_key: string | null;
  /** 1 when whoever registers becomes a member. */
  is_default: number;
  topic: string;
  /** JSON: the least standings that differ from what is usual (`permissions.ts`). */
  permissions: string;
  slow_mode_seconds: number;
  link_previews: number;
  archived_at: string | null;
}

export interface RoomMemberTable {
  room_id: string;
  user_id: string;
  role: string;
  joined_at: string;
  /** Seq of the room when they became a member: what was said before is not unread to them. */
  joined_seq: number;
  /** 0 or 1. This and what follows is what the member makes of the room for themselves. */
  favourite: number;
  /** An id among the member's `room_categories`. */
  category_id: string | null;
  /** `all` or `mentions`; null: not muted. */
  mute: string | null;
  mute_until: string | null;
  preferences_version: number;
}

/** One row for a person who ever made a category. */
export interface RoomCategoriesTable {
  user_id: string;
  /** JSON array of the contract's `RoomCategory`, in order. */
  categories: string;
  version: number;
}

export interface MessageTable {
  id: string;
  room_id: string;
  seq: number;
  user_id: string;
  type: string;
  content: string;
  /** JSON object. */
  metadata: string;
  /** JSON of the contract's `Mentions`; null when it names nobody. */
  mentions: string | null;
  client_id: string | null;
  thread_id: string | null;
  reply_to: string | null;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
  /** Rises with every change, so that two edits decided on the same state cannot both happen. */
  version: number;
  /** Seq of the last event that changed it; null since it was said. */
  changed_seq: number | null;
  /** 1 once somebody reacted: a message nobody ever did costs no look for reactions. */
  has_reactions: number;
  /** 1 once somebody answered in a thread of it. */
  has_thread: number;
  pinned_at: string | null;
  pinned_by: string | null;
}

export interface ThreadTable {
  /** The message it hangs on. */
  root_id: string;
  room_id: string;
  /** Undeleted answers. */
  replies: number;
  last_reply_at: string;
}

/** What somebody is to a thread: a follower, who answered, or who only read in it. */
export interface ThreadFollowTable {
  user_id: string;
  root_id: string;
  room_id: string;
  is_following: number;
  /** Seq of the last message read there. */
  read_seq: number;
  /** Seq of their first answer; null when they gave none. */
  first_reply_seq: number | null;
}

export interface ReactionTable {
  message_id: string;
  emoji: string;
  user_id: string;
  /** Of the event that told it: those who reacted first stand first. */
  seq: number;
  /** 1 when the message names them, 0 when they are only counted. */
  named: number;
}

export interface ReadTable {
  user_id: string;
  room_id: string;
  /** Empty when everything is unread again. */
  message_id: string;
  seq: number;
  /** 1 when it was marked unread on purpose: only reading on purpose changes it then. */
  held: number;
  /** The furthest they have read while they let others know, and when; null when never. */
  receipt_seq: number | null;
  receipt_at: string | null;
}

export interface MentionTable {
  room_id: string;
  /** Who is named: a person, or everybody by a marker that is no id (`store/mentions.ts`). */
  user_id: string;
  /** Of the message. */
  seq: number;
  by_user_id: string;
  /** Of a marker that concerns who was there only: their ids between blanks; null for everybody. */
  present: string | null;
}

export interface MessageEditTable {
  message_id: string;
  /** The message's `version` while it said this. */
  version: number;
  content: string;
  /** Since when it said this. */
  at: string;
}

export interface ChatPreferenceTable {
  user_id: string;
  /** 0 when others are not told what they read. */
  receipts: number;
}

/** When somebody last posted in a room while slow mode was on there. */
export interface SlowPostTable {
  room_id: string;
  user_id: string;
  posted_at: string;
}

/** A link into a room. */
export interface RoomInviteTable {
  id: string;
  /** Of its code. */
  hash: string;
  room_id: string;
  created_by: string;
  created_at: string;
  expires_at: string | null;
  max_uses: number | null;
  uses: number;
  revoked_at: string | null;
}

/** At most one of each kind a person and room; it may have ended. */
export interface RoomSanctionTable {
  room_id: string;
  user_id: string;
  kind: string;
  /** ISO 8601; null until somebody lifts it. */
  until: string | null;
  reason: string;
  imposed_by: string;
  imposed_at: string;
}

export interface ChatTables extends PeopleTables, ChannelTables {
  rooms: RoomTable;
  room_members: RoomMemberTable;
  messages: MessageTable;
  reactions: ReactionTable;
  threads: ThreadTable;
  thread_follows: ThreadFollowTable;
  reads: ReadTable;
  slow_posts: SlowPostTable;
  room_categories: RoomCategoriesTable;
  room_invites: RoomInviteTable;
  mentions: MentionTable;
  message_edits: MessageEditTable;
  chat_preferences: ChatPreferenceTable;
  room_sanctions: RoomSanctionTable;
}
