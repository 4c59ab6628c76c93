/**
 * One step of indexing a room: what was said and changed after its cursor, as far as one small write set goes, and the cursor
 * behind it. A step decided twice takes effect once: the cursor is where it was decided from, or the write set conflicts.
 */
import type { Kysely } from 'kysely';
import type { Statement } from '../../../kernel/index.ts';
import type { Decided } from '../../../platform/db/commits.ts';
import type { Database } from '../../../platform/db/database.ts';
import { flagsOf, freePlaces, indexedText, placeOf } from '../documents.ts';
import {
  type FeedMessage,
  type RoomBehind,
  readChangesAfter,
  readMessages,
  readRoomBehind,
  readSaidAfter,
} from '../store/feed.ts';
import {
  deleteText,
  type Indexed,
  insertText,
  moveRoom,
  readIndexed,
  readTaken,
  updateText,
} from '../store/texts.ts';
import type { SearchTables } from '../tables.ts';

type Tx = Kysely<SearchTables>;

/** So many messages take the database some milliseconds. */
const MESSAGES_AT_ONCE = 100;
/** And so many characters. */
const CHARS_AT_ONCE = 20_000;

export interface Step {
  readonly write: Decided;
  /** Said or changed. */
  readonly messages: number;
  /** Whether the room is indexed up to its head as it was read. */
  readonly caughtUp: boolean;
}

/** Null when there is nothing to index in the room. */
export function decideStep(db: Database, roomId: string): Promise<Step | null> {
  return db.snapshot(async (tx: Tx) => {
    const room = await readRoomBehind(tx, roomId);
    if (room === null || room.head <= (room.done ?? 0)) return null;
    const { messages, done, pass } = await readOn(tx, room);
    const statements = [
      // First, so that nothing has been done when it conflicts.
      moveRoom(db.builder<SearchTables>(), roomId, room.done, { done, pass }),
      ...(await changesOf(tx, db.builder<SearchTables>(), roomId, messages)),
    ];
    const write = { expect: [], statements, appends: [] };
    return { write, messages: messages.length, caughtUp: done >= room.head };
  });
}

interface Stretch {
  readonly messages: readonly FeedMessage[];
  readonly done: number;
  readonly pass: number;
}

/** What follows in the room's feed, one entry a message said or changed. */
async function readOn(tx: Tx, room: RoomBehind): Promise<Stretch> {
  const { roomId, head } = room;
  const { from, pass } = beginningOf(room);
  const said = await readSaidAfter(tx, roomId, from, MESSAGES_AT_ONCE);
  const saidUpTo = said.length < MESSAGES_AT_ONCE ? head : (said.at(-1)?.seq ?? head);
  const changes = await readChangesAfter(tx, roomId, Math.max(from, pass), MESSAGES_AT_ONCE);
  const changesUpTo = changes.length < MESSAGES_AT_ONCE ? head : (changes.at(-1)?.seq ?? head);
  const upTo = Math.min(saidUpTo, changesUpTo);
  const ids = changes.filter(({ seq }) => seq <= upTo).map(({ messageId }) => messageId);
  const changed = new Map((await readMessages(tx, roomId, [...new Set(ids)])).map((row) => [row.id, row]));
  const feed = [
    ...said.map((message) => ({ seq: message.seq, message })),
    ...changes.flatMap(({ seq, messageId }) => {
      const message = changed.get(messageId);
      return message === undefined ? [] : [{ seq, message }];
    }),
  ]
    .filter(({ seq }) => seq <= upTo)
    .sort((left, right) => left.seq - right.seq);
  const fitting = fittingOf(feed.map(({ message }) => message));
  const last = feed[fitting - 1];
  return {
    messages: [...new Map(feed.slice(0, fitting).map(({ message }) => [message.id, message])).values()],
    done: fitting < feed.length && last !== undefined ? last.seq : upTo,
    pass,
  };
}

/**
 * A pass over a room sees its messages as they are, changes before it included. It goes on where it stopped, unless changes
 * were forgotten by the log before they were seen: then the room is gone through once more.
 */
function beginningOf({ head, oldest, done, pass }: RoomBehind): { from: number; pass: number } {
  if (done === null || oldest - 1 > Math.max(done, pass)) return { from: 0, pass: head };
  return { from: done, pass };
}

/** How many of the first do not exceed the characters; one at least. */
function fittingOf(messages: readonly FeedMessage[]): number {
  let chars = 0;
  const tooMuch = messages.findIndex(({ content, metadata }, index) => {
    chars += content.length + metadata.length;
    return index > 0 && chars > CHARS_AT_ONCE;
  });
  return tooMuch < 0 ? messages.length : tooMuch;
}

async function changesOf(
  tx: Tx,
  builder: Tx,
  roomId: string,
  messages: readonly FeedMessage[],
): Promise<Statement[]> {
  const indexed = await readIndexed(
    tx,
    messages.map(({ id }) => id),
  );
  const statements: Statement[] = [];
  const fresh: FeedMessage[] = [];
  for (const message of messages) {
    const known = indexed.get(message.id);
    if (known === undefined) {
      if (message.deletedAt === null) fresh.push(message);
    } else if (message.deletedAt !== null) {
      statements.push(deleteText(builder, known.docid));
    } else {
      const { docid, ...was } = known;
      const is = indexOf(message);
      if (!sameIndexed(was, is)) statements.push(updateText(builder, docid, is));
    }
  }
  const places = await placesFor(tx, fresh.map(placeOf));
  for (const [index, message] of fresh.entries()) {
    const docid = places[index];
    if (docid === undefined) throw new Error('a message has no place');
    const { id, userId } = message;
    statements.push(
      insertText({ docid, message_id: id, room_id: roomId, user_id: userId, ...indexOf(message) }),
    );
  }
  return statements;
}

function indexOf(message: FeedMessage): Indexed {
  return { edited_at: message.editedAt ?? '', flags: flagsOf(message), text: indexedText(message) };
}

function sameIndexed(left: Indexed, right: Indexed): boolean {
  return left.text === right.text && left.flags === right.flags && left.edited_at === right.edited_at;
}

async function placesFor(tx: Tx, wanted: readonly number[]): Promise<readonly number[]> {
  const taken = new Set<number>();
  for (;;) {
    const places = freePlaces(wanted, taken);
    const found = places.length === 0 ? [] : await readTaken(tx, places);
    if (found.length === 0) return places;
    for (const place of found) taken.add(place);
  }
}
