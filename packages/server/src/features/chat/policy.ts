/** Who may do what in a room: pure functions of one's standing. What one may not even see is never asked here. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { RoomRole, Visibility } from '@parley/contract/features/chat/model';

export interface Standing {
  readonly visibility: Visibility;
  /** Null when not a member of the room. */
  readonly roomRole: RoomRole | null;
  readonly serverRole: Role;
}

/** Members read their rooms; public rooms are open to everybody but guests, who see only rooms they were brought into. */
export function mayRead({ visibility, roomRole, serverRole }: Standing): boolean {
  return roomRole !== null || (visibility === 'public' && serverRole !== 'guest');
}

export function mayEnter({ visibility, serverRole }: Standing): boolean {
  return visibility === 'public' && serverRole !== 'guest';
}

export function mayPost({ roomRole }: Standing): boolean {
  return roomRole !== null;
}

/** Whoever may post; the people of a direct room are equals. */
export function mayPin(standing: Standing): boolean {
  return mayPost(standing);
}

export function mayCreateRooms(serverRole: Role): boolean {
  return serverRole !== 'guest';
}

/** The people of a direct room never change: other people make another room. */
export function hasFixedMembership({ visibility }: Standing): boolean {
  return visibility === 'direct';
}

const RANK: Readonly<Record<RoomRole, number>> = { member: 0, moderator: 1, owner: 2 };

/** Owners and administrators of the server stand above the owners of every room they can see. */
function authority({ roomRole, serverRole }: Standing): number {
  if (serverRole === 'owner' || serverRole === 'admin') return 3;
  return roomRole === null ? 0 : RANK[roomRole];
}

export function mayChangeRoom(standing: Standing): boolean {
  return !hasFixedMembership(standing) && authority(standing) >= RANK.moderator;
}

/** A public room is everybody's to show to others; into a private one its moderators bring people. */
export function mayAddMembers(standing: Standing): boolean {
  if (hasFixedMembership(standing) || standing.serverRole === 'guest') return false;
  if (authority(standing) >= RANK.moderator) return true;
  return standing.visibility === 'public' && standing.roomRole !== null;
}

/** Only those who rank below oneself. */
export function mayRemove(standing: Standing, target: RoomRole): boolean {
  return !hasFixedMembership(standing) && authority(standing) > RANK[target];
}

export function maySetRoles(standing: Standing): boolean {
  return !hasFixedMembership(standing) && authority(standing) >= RANK.owner;
}

/** Authors their own; moderators of the room and of the server everybody's. */
export function mayDelete(standing: Standing, isAuthor: boolean): boolean {
  return isAuthor || authority(standing) >= RANK.moderator || standing.serverRole === 'moderator';
}
