/** Who may do what in a room, between its column and what everybody is told. */
import type { RoomPermissions, Visibility } from '@parley/contract/features/chat/model';

const OPEN: RoomPermissions = {
  post: 'member',
  invite: 'member',
  pin: 'member',
  mentionAll: 'member',
  upload: 'member',
};

/** Into a private room its moderators bring people. */
export function usualPermissions(visibility: Visibility): RoomPermissions {
  return visibility === 'private' ? { ...OPEN, invite: 'moderator' } : OPEN;
}

/** `stored` is the column: what was ever set differs from what is usual. */
export function permissionsOf(visibility: Visibility, stored: string): RoomPermissions {
  const usual = usualPermissions(visibility);
  // Written by `storedPermissions` only.
  return stored === '{}' ? usual : { ...usual, ...(JSON.parse(stored) as Partial<RoomPermissions>) };
}

export function storedPermissions(permissions: RoomPermissions): string {
  return JSON.stringify(permissions);
}
