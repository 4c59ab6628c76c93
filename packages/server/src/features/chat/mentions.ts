/** From the words of a message to the people it names: only those who may read it. */
import type { Role } from '@parley/contract/features/accounts/model';
import { type Mentioned, mentionedIn } from '@parley/contract/features/chat/mention-text';
import { Mentions, type RoomRole } from '@parley/contract/features/chat/model';
import { refuse, type Statement } from '../../kernel/index.ts';
import type { OpenRoom } from './directory.ts';
import { builder, type ChatParts, reader } from './parts.ts';
import { mayMentionAll, mayRead } from './policy.ts';
import { readMemberIds, readNamed, renameMentions } from './store/mentions.ts';
import type { StoredMessage } from './store/messages.ts';

/** Of more people than this it isn't kept who was there: then `@here` is for everybody, as `@room` is. */
const MAX_PRESENT = 2_000;
const MAX_ASKED = 20_000;

/** Named by nobody: what most messages say, for which nothing is read. */
export const NO_MENTIONS: NewMentions = { json: null, users: [], statements: () => [] };

export interface NewMentions {
  /** JSON, as the message keeps it. */
  readonly json: string | null;
  /** Ids of the people it names one by one. */
  readonly users: readonly string[];
  /** The rows of a message that is being said. */
  readonly statements: (roomId: string, by: string) => Statement[];
}

/** Those of a message that is being said. Refuses to call everybody together where one may not. */
export async function mentionsIn(parts: ChatParts, room: OpenRoom, content: string): Promise<NewMentions> {
  const words = mentionedIn(content);
  if (words.all !== null) checkAll(room);
  const mentions = await resolve(parts, room, words);
  if (mentions === null) return NO_MENTIONS;
  const present = mentions.all === 'here' ? await presentIn(parts, room.id) : null;
  return {
    json: JSON.stringify(mentions),
    users: mentions.users,
    statements: (roomId, by) =>
      renameMentions(builder(parts), null, { roomId, seq: { seqOf: 0 }, by, mentions, present }),
  };
}

/** Those of a message whose text becomes `content`. Whom it called together before, it may go on calling. */
export async function mentionsAfter(
  parts: ChatParts,
  room: OpenRoom,
  message: StoredMessage,
  content: string,
): Promise<{
  readonly json: string | null;
  /** Ids of people it did not name before. */
  readonly added: readonly string[];
  readonly statements: readonly Statement[];
}> {
  const before = storedMentions(message);
  const words = mentionedIn(content);
  if (words.all !== null && before?.all !== words.all) checkAll(room);
  const mentions = await resolve(parts, room, words);
  // Who was there when it was said is kept; who is there now, when it says so only now.
  const present = mentions?.all === 'here' && before?.all !== 'here' ? await presentIn(parts, room.id) : null;
  const { seq, userId: by } = message;
  return {
    json: mentions === null ? null : JSON.stringify(mentions),
    added: mentions?.users.filter((id) => before?.users.includes(id) !== true) ?? [],
    statements: renameMentions(builder(parts), before, { roomId: room.id, seq, by, mentions, present }),
  };
}

/** A message that is gone names nobody. */
export function forgetMentions(parts: ChatParts, message: StoredMessage): readonly Statement[] {
  const { roomId, seq, userId: by } = message;
  const naming = { roomId, seq, by, mentions: null, present: null };
  return renameMentions(builder(parts), storedMentions(message), naming);
}

function storedMentions({ mentions }: StoredMessage): Mentions | null {
  return mentions ? Mentions.parse(JSON.parse(mentions)) : null;
}

function checkAll(room: OpenRoom): void {
  if (mayMentionAll(room.standing)) return;
  refuse('FORBIDDEN', 'You may not call everybody in this room. Write it without the @, or name people.', {
    details: [{ path: 'content', message: 'calls everybody' }],
  });
}

async function resolve(parts: ChatParts, room: OpenRoom, words: Mentioned): Promise<Mentions | null> {
  const { names, all } = words;
  const found = names.length === 0 ? [] : await readNamed(reader(parts), room.id, names);
  const readers = found.filter(({ role, roomRole }) =>
    // Columns that hold only what the contract allows.
    mayRead({
      visibility: room.standing.visibility,
      roomRole: roomRole as RoomRole | null,
      serverRole: role as Role,
    }),
  );
  if (readers.length === 0 && all === null) return null;
  const byName = new Map(readers.map(({ name, id }) => [name, id]));
  const named = names.flatMap((name) => {
    const id = byName.get(name);
    return id === undefined ? [] : [{ name, id }];
  });
  return {
    users: named.map(({ id }) => id),
    names: named.map(({ name }) => name),
    ...(all === null ? {} : { all }),
  };
}

/** The members who are there now; null for too many to keep. */
async function presentIn(parts: ChatParts, roomId: string): Promise<readonly string[] | null> {
  const members = await readMemberIds(reader(parts), roomId, MAX_ASKED + 1);
  const present = members.filter((id) => parts.views.presence.of(id).status !== 'offline');
  return members.length > MAX_ASKED || present.length > MAX_PRESENT ? null : present;
}
