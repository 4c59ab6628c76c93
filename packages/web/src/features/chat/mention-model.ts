/** Whom a message names, by the words of its text; and who may call everybody together. */
import type { Message, Room, RoomRole } from '@parley/contract/features/chat/model';

/** Name in lower case -> whom it means. */
export type Named = Readonly<
  Record<string, { readonly userId?: string | undefined; readonly mine: boolean }>
>;

/** Null when it names nobody. */
export function namedBy(
  { mentions, userId }: Pick<Message, 'mentions' | 'userId'>,
  me: string,
): Named | null {
  if (mentions === undefined) return null;
  const named: Record<string, Named[string]> = {};
  for (const [at, name] of mentions.names.entries()) {
    const id = mentions.users[at];
    if (id !== undefined) named[name] = { userId: id, mine: id === me };
  }
  // Who calls the others is not called.
  if (mentions.all !== undefined) for (const name of ['room', 'here']) named[name] = { mine: userId !== me };
  return named;
}

const RANK: Readonly<Record<RoomRole, number>> = { member: 0, moderator: 1, owner: 2 };

/** As far as the interface offers it; the server decides, by the same rule. */
export function mayMentionAll(room: Pick<Room, 'permissions' | 'myRole' | 'archivedAt'>): boolean {
  if (room.myRole === undefined || room.archivedAt !== null) return false;
  return RANK[room.myRole] >= RANK[room.permissions.mentionAll];
}
