/** What other features may use of chat: its rooms and messages, and what it contributes to accounts. */
import type { Member, ThreadState } from '@parley/contract/features/chat/model';
import type { CommandInput } from '@parley/contract/registry';
import type { Kysely } from 'kysely';
import {
  type Append,
  type Clock,
  type CommandContext,
  type Identity,
  type Presences,
  refuse,
  type Statement,
  type Write,
} from '../../kernel/index.ts';
import type { Acting } from '../../platform/acting.ts';
import type { Database } from '../../platform/db/database.ts';
import type { NewPerson, OnRegister, SnapshotPart } from '../accounts/public.ts';
import { mustUpload } from './checks.ts';
import { type Asking, type OpenRoom, RoomDirectory } from './directory.ts';
import { joined } from './events.ts';
import { roomChannel } from './room-channel.ts';
import { countMembers, insertMember, readSharers } from './store/members.ts';
import { readMessage } from './store/messages.ts';
import { readCategories } from './store/preferences.ts';
import { readTells } from './store/receipts.ts';
import { readDefaultRoomIds, readMyRooms } from './store/rooms.ts';
import { readFollowed } from './store/threads.ts';
import { readVisible, readVisibleJson, type VisibleMessage } from './store/visible.ts';
import type { ChatTables } from './tables.ts';
import { showRooms, type Views } from './views.ts';

export type { Attachments } from './attachments.ts';

/** Rooms for commands of other features: found by id or alias, refused with NOT_FOUND where the caller may not see them. */
export interface OpenRooms {
  open(context: CommandContext, roomRef: string): Promise<OpenRoom>;
  /** The same for those who want to upload something there: FORBIDDEN to who may not post, or not that. */
  openForUploading(context: CommandContext, roomRef: string): Promise<OpenRoom>;
}

export function openRooms(db: Database, presence: Presences, clock: Clock): OpenRooms {
  const directory = new RoomDirectory(
    db,
    roomChannel(db, { presence }, () => clock.now()),
  );
  return {
    open: (context, ref) => directory.open(context, ref),
    openForUploading: async (context, ref) => {
      const room = await directory.open(context, ref);
      mustUpload(room.standing);
      return room;
    },
  };
}
export type { OnMessage } from './message-causes.ts';
export { type MessageNotes, messageNotes } from './message-notes.ts';
export { readMessageJson } from './store/messages.ts';
export { type Reader, readableRoomIds } from './store/readable.ts';
export { nameKey, readPeopleOf, roomChannelOf } from './store/rooms.ts';
/** The tables of chat as other features see them: never written by them. */
export type { ChatTables } from './tables.ts';

/** What `chat:message` takes. */
export type Saying = CommandInput<'chat:message'>;

export interface Said {
  /** What saying it writes; the message's event is among the appends, and the answer is `{message}`. */
  readonly write: Write;
  readonly messageId: string;
}

/** Asked on behalf of a person, in a command of theirs or for a job; `main` hands it to who needs it. */
export interface Conversations {
  /** The room behind an id or an alias; refuses with NOT_FOUND what they may not see. */
  open(context: Asking, ref: string): Promise<OpenRoom>;
  /** A message's text as it would be kept; refuses what is no text of one. */
  text(content: string): string;
  /** Decides what saying something writes. Refuses what `chat:message` would refuse them now. */
  say(context: Acting, message: Saying): Promise<Said>;
}

/** Those of the messages that `userId` may read at `at` (ISO 8601), by id. `tx` reads a snapshot of the whole database. */
export function visibleMessages(
  tx: Kysely<never>,
  userId: string,
  at: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, VisibleMessage>> {
  return readVisible(tx as unknown as Kysely<ChatTables>, userId, at, ids);
}

/** The same as JSON of the contract's message, in its present state. */
export function visibleMessagesJson(
  tx: Kysely<never>,
  userId: string,
  at: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return readVisibleJson(tx as unknown as Kysely<ChatTables>, userId, at, ids);
}

/**
 * Whoever registers becomes a member of the default rooms, guests excepted. Nothing is expected of those rooms, so that
 * any number of people who register at once write side by side.
 */
export function joinDefaultRooms(db: Database, presence: Presences): OnRegister {
  return async (person) => {
    const statements: Statement[] = [];
    const appends: Append[] = [];
    if (person.role === 'guest') return { expect: [], statements, appends };
    const { id: userId, at } = person;
    const user = memberOf(person, presence);
    for (const roomId of await readDefaultRoomIds(db.reader<ChatTables>())) {
      const seq = { seqOf: appends.length };
      statements.push(
        insertMember({ roomId, userId, role: 'member', at, seq }),
        countMembers(db.builder<ChatTables>(), roomId, 1),
      );
      appends.push(joined({ actor: userId, at }, roomId, user));
    }
    return { expect: [], statements, appends };
  };
}

/** `open` finds a room and the caller's standing in it, which the rules below ask; a write set expects what it says. */
export function roomDirectory(db: Database, views: Views, clock: Clock): RoomDirectory {
  return new RoomDirectory(
    db,
    roomChannel(db, views, () => clock.now()),
  );
}

export { mustPost, mustTakePart } from './checks.ts';
export type { OpenRoom } from './directory.ts';
export { mayInvite, mayMentionAll, mayPin, mayPost, mayUpload, type Standing } from './policy.ts';

/** Guests see the people of the rooms they were brought into; everybody else sees everybody (P6). */
export function peopleOfMyRooms(
  db: Database,
): (viewer: Identity, userIds: readonly string[]) => Promise<readonly string[]> | null {
  return (viewer, userIds) =>
    viewer.role === 'guest' ? readSharers(db.reader<ChatTables>(), viewer.userId, userIds) : null;
}

/** As `chat:rooms` lists them, at most this many: the rest is asked for there. */
const SNAPSHOT_ROOMS = 200;

export function myRoomsPart(views: Views): SnapshotPart {
  return async (tx, viewer) => {
    // The snapshot is of the whole database; each feature reads its own tables in it.
    const chat = tx as unknown as Kysely<ChatTables>;
    const rows = await readMyRooms(chat, viewer.userId, { after: null, limit: SNAPSHOT_ROOMS });
    return JSON.stringify(await showRooms(chat, rows, views));
  };
}

/** My categories of rooms, in my order. */
export const myCategoriesPart: SnapshotPart = async (tx, viewer) => {
  const { categories } = await readCategories(tx as unknown as Kysely<ChatTables>, viewer.userId);
  return JSON.stringify(categories);
};
/** As `chat:preferences` answers. */
export function chatPreferencesPart(): SnapshotPart {
  return async (tx, viewer) => {
    const receipts = await readTells(tx as unknown as Kysely<ChatTables>, viewer.userId);
    return JSON.stringify({ receipts });
  };
}

/** Their row isn't there yet, so this is made from what is about to be written. */
function memberOf(person: NewPerson, presence: Presences): Member {
  const { status, lastSeenAt } = presence.of(person.id);
  return {
    id: person.id,
    username: person.username,
    displayName: person.displayName,
    role: person.role,
    avatarUrl: person.avatarUrl,
    status,
    lastSeenAt,
    roomRole: 'member',
    joinedAt: person.at,
  };
}

/** Followed threads the snapshot tells of: those answered last. */
const SNAPSHOT_THREADS = 200;

/** The threads I follow, each with what is unread, in the snapshot of `user:<id>`. */
export const myThreadsPart: SnapshotPart = async (tx, { userId }) => {
  // The snapshot is of the whole database; each feature reads its own tables in it.
  const chat = tx as unknown as Kysely<ChatTables>;
  const rows = await readFollowed(chat, userId, { after: null, limit: SNAPSHOT_THREADS });
  const threads = rows.map(
    ({ rootId, roomId, readSeq, unread, headSeq }): ThreadState => ({
      roomId,
      threadId: rootId,
      isFollowing: true,
      readSeq,
      unread,
      asOf: headSeq ?? 0,
    }),
  );
  return JSON.stringify(threads);
};
/** A message as somebody who may read it sees it now. */
export interface Reportable {
  readonly id: string;
  readonly roomId: string;
  readonly authorId: string;
  readonly content: string;
  /** JSON object. */
  readonly metadata: string;
  readonly saidAt: string;
  /** What a write set decided on it expects. */
  readonly expect: NonNullable<Write['expect']>;
}

/** Refuses with NOT_FOUND what the caller may not see, or what is gone. */
export type FindReportable = (
  context: CommandContext,
  roomId: string,
  messageId: string,
) => Promise<Reportable>;

export function findReportable(db: Database, directory: RoomDirectory): FindReportable {
  return async (context, ref, messageId) => {
    const { id: roomId, expect } = await directory.open(context, ref);
    const message = await readMessage(db.reader<ChatTables>(), roomId, messageId);
    if (message === null || message.deletedAt !== null) {
      return refuse('NOT_FOUND', 'There is no such message in this room, or it is deleted already.');
    }
    const { id, userId: authorId, content, metadata, createdAt: saidAt } = message;
    return { id, roomId, authorId, content, metadata, saidAt, expect };
  };
}

/** Names of the public rooms among these, in the snapshot `tx` if given; those of others are their members' own. */
export function publicRoomNames(db: Database) {
  return async (ids: readonly string[], tx?: Kysely<never>): Promise<ReadonlyMap<string, string>> => {
    if (ids.length === 0) return new Map();
    const reads = tx === undefined ? db.reader<ChatTables>() : (tx as unknown as Kysely<ChatTables>);
    const rows = await reads
      .selectFrom('rooms')
      .select(['id', 'name'])
      .where('id', 'in', [...ids])
      .where('visibility', '=', 'public')
      .execute();
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
}
