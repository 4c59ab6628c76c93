/** What a standing in a room allows, as far as the interface offers it; the server decides, by the same rules. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { Room, RoomRole, Visibility } from '@parley/contract/features/chat/model';

export interface Standing {
  readonly visibility: Visibility;
  readonly roomRole: RoomRole | undefined;
  readonly serverRole: Role;
}

export function standingOf(room: Pick<Room, 'visibility' | 'myRole'>, me: { readonly role: Role }): Standing {
  return { visibility: room.visibility, roomRole: room.myRole, serverRole: me.role };
}

const RANK: Readonly<Record<RoomRole, number>> = { member: 0, moderator: 1, owner: 2 };

/** Owners and administrators of the server stand above the owners of every room they can see. */
function authority({ roomRole, serverRole }: Standing): number {
  if (serverRole === 'owner' || serverRole === 'admin') return 3;
  return roomRole === undefined ? 0 : RANK[roomRole];
}

/** The people of a direct room never change, and nobody is above the others there. */
const isDirect = (standing: Standing): boolean => standing.visibility === 'direct';

/** Whoever may post. */
export function mayPin({ roomRole }: Standing): boolean {
  return roomRole !== undefined;
}

export function mayCreateRooms(me: { readonly role: Role }): boolean {
  return me.role !== 'guest';
}

export function mayChangeRoom(standing: Standing): boolean {
  return !isDirect(standing) && authority(standing) >= RANK.moderator;
}

export function mayAddMembers(standing: Standing): boolean {
  if (isDirect(standing) || standing.serverRole === 'guest') return false;
  return mayChangeRoom(standing) || (standing.visibility === 'public' && standing.roomRole !== undefined);
}

/** Only those who rank below oneself. */
export function mayRemove(standing: Standing, target: RoomRole): boolean {
  return !isDirect(standing) && authority(standing) > RANK[target];
}

export function maySetRoles(standing: Standing): boolean {
  return !isDirect(standing) && authority(standing) >= RANK.owner;
}

export function mayDelete(standing: Standing, mine: boolean): boolean {
  return mine || authority(standing) >= RANK.moderator || standing.serverRole === 'moderator';
}
