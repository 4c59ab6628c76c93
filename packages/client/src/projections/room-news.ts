/** What events to a whole room change in one person's view of it. */
import type { Room, RoomRole } from '@parley/contract/features/chat/model';

/** What concerns one person only: an event to all members can't tell it. */
const PERSONAL = [
  'unread',
  'mentions',
  'position',
  'lastReadId',
  'myRole',
  'myPreferences',
  'markedUnread',
  'muted',
] as const;

/** `known` as `told` describes it to everybody; the personal part stays. */
export function withNews(known: Room, told: Room): Room {
  // What was told of the last message was read before the change was written; the messages themselves came in order.
  const room = { ...known, ...told, lastMessageAt: known.lastMessageAt };
  for (const key of PERSONAL) {
    delete room[key];
    if (known[key] !== undefined) Object.assign(room, { [key]: known[key] });
  }
  if (told.alias === undefined) delete room.alias;
  return room;
}

/** My own standing, where the change of a member's was mine. */
export function withStanding(
  room: Room,
  me: string,
  member: { readonly userId: string; readonly roomRole: RoomRole } | undefined,
): Room {
  return member?.userId === me ? { ...room, myRole: member.roomRole } : room;
}
