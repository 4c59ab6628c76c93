/** Who may do what in a room: pure functions of one's standing. What one may not even see is never asked here. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { RoomAction, RoomPermissions, RoomRole, Visibility } from '@parley/contract/features/chat/model';
import type { Sanction } from '@parley/contract/kernel/sanction';

export interface Standing {
  readonly visibility: Visibility;
  /** Null when not a member of the room. */
  readonly roomRole: RoomRole | null;
  readonly serverRole: Role;
  /** The least standing that the room asks for each action. */
  readonly permissions: RoomPermissions;
  /** It can only be read. */
  readonly archived: boolean;
  /** They read this room and do not write in it. */
  readonly muted?: Sanction | null;
}

/** Members read their rooms; public rooms are open to everybody but guests, who see only rooms they were brought into. */
export function mayRead({
  visibility,
  roomRole,
  serverRole,
}: Pick<Standing, 'visibility' | 'roomRole' | 'serverRole'>): boolean {
  return roomRole !== null || (visibility === 'public' && serverRole !== 'guest');
}

export function mayEnter({ visibility, serverRole }: Standing): boolean {
  return visibility === 'public' && serverRole !== 'guest';
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

/** Whether the room's permissions let somebody of this standing do it, were nothing else in the way. */
function reaches(standing: Standing, action: RoomAction): boolean {
  return authority(standing) >= RANK[standing.permissions[action]];
}

/** Answering in passing, as reactions do: every member, also where few may post, but not where nothing changes any more. */
export function mayReact({ roomRole, archived, muted = null }: Standing): boolean {
  return roomRole !== null && !archived && muted === null;
}

export function mayPost(standing: Standing): boolean {
  return mayReact(standing) && reaches(standing, 'post');
}

/** What one has said stays one's own to correct, also where few may post. */
export function mayEdit(standing: Standing, isAuthor: boolean): boolean {
  return isAuthor && mayReact(standing);
}

export function mayPin(standing: Standing): boolean {
  return mayReact(standing) && reaches(standing, 'pin');
}

/** `@room` and `@here`. */
export function mayMentionAll(standing: Standing): boolean {
  return mayPost(standing) && reaches(standing, 'mentionAll');
}

export function mayUpload(standing: Standing): boolean {
  return mayPost(standing) && reaches(standing, 'upload');
}

/** Bringing people in, by name or by a link. Guests never; administrators of the server without being members. */
export function mayInvite(standing: Standing): boolean {
  if (hasFixedMembership(standing) || standing.archived || standing.serverRole === 'guest') return false;
  const isThere = standing.roomRole !== null || authority(standing) > RANK.owner;
  return isThere && reaches(standing, 'invite');
}

/** Everybody's messages, mutes and bans, invitations and pace: what moderators look after. */
export function mayModerate(standing: Standing): boolean {
  return !hasFixedMembership(standing) && authority(standing) >= RANK.moderator;
}

/** What it is called and about, and how fast people may post. */
export function mayChangeRoom(standing: Standing): boolean {
  return mayModerate(standing) && !standing.archived;
}

/** Who may do what is for owners to say. */
export function mayChangePermissions(standing: Standing): boolean {
  return mayChangeRoom(standing) && authority(standing) >= RANK.owner;
}

/** Also to bring it back. */
export function mayArchive(standing: Standing): boolean {
  return !hasFixedMembership(standing) && authority(standing) >= RANK.owner;
}

/** Whether slow mode holds for them. */
export function isSlowed(standing: Standing): boolean {
  return authority(standing) < RANK.moderator;
}

/** Only those who rank below oneself. */
export function mayRemove(standing: Standing, target: RoomRole): boolean {
  return !hasFixedMembership(standing) && authority(standing) > RANK[target];
}

/** Only those who rank below oneself, on the server too. */
export function maySanction(standing: Standing, target: Standing): boolean {
  return mayModerate(standing) && authority(standing) > authority(target);
}

export function maySetRoles(standing: Standing): boolean {
  return !hasFixedMembership(standing) && authority(standing) >= RANK.owner;
}

/** Authors their own; moderators of the room and of the server everybody's. */
export function mayDelete(standing: Standing, isAuthor: boolean): boolean {
  return isAuthor || authority(standing) >= RANK.moderator || standing.serverRole === 'moderator';
}
