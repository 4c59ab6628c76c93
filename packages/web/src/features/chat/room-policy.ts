/** What a standing in a room allows, as far as the interface offers it; the server decides, by the same rules. */
import type { Role } from '@parley/contract/features/accounts/model';
import type {
  Room,
  RoomAction,
  RoomPermissions,
  RoomRole,
  Visibility,
} from '@parley/contract/features/chat/model';

export interface Standing {
  readonly visibility: Visibility;
  readonly roomRole: RoomRole | undefined;
  readonly serverRole: Role;
  readonly permissions: RoomPermissions;
  readonly archived: boolean;
}

type Ruled = Pick<Room, 'visibility' | 'myRole' | 'permissions' | 'archivedAt'>;

export function standingOf(room: Ruled, me: { readonly role: Role }): Standing {
  const { visibility, myRole: roomRole, permissions, archivedAt } = room;
  return { visibility, roomRole, serverRole: me.role, permissions, archived: archivedAt !== null };
}

const RANK: Readonly<Record<RoomRole, number>> = { member: 0, moderator: 1, owner: 2 };

/** Owners and administrators of the server stand above the owners of every room they can see. */
function authority({ roomRole, serverRole }: Standing): number {
  if (serverRole === 'owner' || serverRole === 'admin') return 3;
  return roomRole === undefined ? 0 : RANK[roomRole];
}

/** The people of a direct room never change, and nobody is above the others there. */
const isDirect = (standing: Standing): boolean => standing.visibility === 'direct';

export function mayCreateRooms(me: { readonly role: Role }): boolean {
  return me.role !== 'guest';
}

function reaches(standing: Standing, action: RoomAction): boolean {
  return authority(standing) >= RANK[standing.permissions[action]];
}

export function mayPost(standing: Standing): boolean {
  return standing.roomRole !== undefined && !standing.archived && reaches(standing, 'post');
}

export function mayUpload(standing: Standing): boolean {
  return mayPost(standing) && reaches(standing, 'upload');
}

export function mayPin(standing: Standing): boolean {
  return standing.roomRole !== undefined && !standing.archived && reaches(standing, 'pin');
}

export function mayModerate(standing: Standing): boolean {
  return !isDirect(standing) && authority(standing) >= RANK.moderator;
}

export function mayChangeRoom(standing: Standing): boolean {
  return mayModerate(standing) && !standing.archived;
}

export function mayChangePermissions(standing: Standing): boolean {
  return mayChangeRoom(standing) && authority(standing) >= RANK.owner;
}

export function mayArchive(standing: Standing): boolean {
  return !isDirect(standing) && authority(standing) >= RANK.owner;
}

/** Whether slow mode holds for them. */
export function isSlowed(standing: Standing): boolean {
  return authority(standing) < RANK.moderator;
}

/** Bringing people in, by name or by a link. */
export function mayInvite(standing: Standing): boolean {
  if (isDirect(standing) || standing.archived || standing.serverRole === 'guest') return false;
  const isThere = standing.roomRole !== undefined || authority(standing) > RANK.owner;
  return isThere && reaches(standing, 'invite');
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
