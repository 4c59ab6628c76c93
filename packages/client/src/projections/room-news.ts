/** What events to a whole room change in one person's view of it. */
import type { Room, RoomRole } from '@parley/contract/features/chat/model';

/** What concerns one person only: an event to all members can't tell it. */
const PERSONAL = ['unread', 'mentions', 'position', 'lastReadId', 'myRole'] as const;

/** `known` as `told` describes it to everybody; the personal part stays. */
export function withNews(known: Room, told: Room): Room {
  const room = { ...known, ...told, lastMessageAt: newest(known.lastMessageAt, told.lastMessageAt) };
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

/** The later of two times; null is before every time. */
export function newest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
