/** The commands that are acts of authority; `audited.test.ts` holds the list against the contract. */
export const AUDITED = [
  'people:role',
  'people:disable',
  'people:invite',
  'moderation:mute',
  'moderation:unmute',
  'moderation:ban',
  'moderation:unban',
  'chat:delete',
  'chat:purge',
  'preview:remove',
  'chat:remove-member',
  'chat:member-role',
  'chat:mute',
  'chat:unmute',
  'chat:ban',
  'chat:unban',
  'chat:update-room',
  'chat:archive',
  'room-invite:create',
  'room-invite:revoke',
  'report:resolve',
  'job:retry',
  'job:discard',
  'emoji:add',
  'emoji:remove',
] as const;

export function isAudited(action: string): boolean {
  return AUDITED.some((name) => name === action);
}
