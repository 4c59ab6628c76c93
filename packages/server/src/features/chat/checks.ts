/** Refusals of what the policy does not allow in a room, each saying why. */
import type { ErrorExtra } from '@parley/contract/kernel/errors';
import { refuse } from '../../kernel/index.ts';
import {
  hasFixedMembership,
  mayEdit,
  mayInvite,
  mayPin,
  mayPost,
  mayReact,
  mayUpload,
  type Standing,
} from './policy.ts';
import { mutedHere } from './sanctions.ts';

/** Only members who may write, and only while the room is alive. */
export function mustTakePart(standing: Standing): void {
  if (mayReact(standing)) return;
  if (standing.archived) refuseArchived();
  if (standing.roomRole !== null && standing.muted) mutedHere(standing.muted);
  refuse('FORBIDDEN', 'You are not a member of this room. Join it first.');
}

export function mustPost(standing: Standing): void {
  if (mayPost(standing)) return;
  mustTakePart(standing);
  const who = standing.permissions.post === 'owner' ? 'owners' : 'moderators';
  refuse('FORBIDDEN', `This room is read-only: its ${who} post here.`, because('read-only'));
}

/** To upload, and to post what was uploaded. */
export function mustUpload(standing: Standing): void {
  mustPost(standing);
  if (!mayUpload(standing)) refuse('FORBIDDEN', 'You may not upload files into this room.');
}

export function mustEdit(standing: Standing, isAuthor: boolean): void {
  if (mayEdit(standing, isAuthor)) return;
  mustTakePart(standing);
  refuse('FORBIDDEN', 'Only its author may change a message.');
}

export function mustPin(standing: Standing): void {
  if (mayPin(standing)) return;
  mustTakePart(standing);
  refuse('FORBIDDEN', 'You may not pin messages in this room.');
}

/** Whoever may not is told why, the fixed people of a direct room first. */
export function mustInvite(standing: Standing): void {
  if (mayInvite(standing)) return;
  if (hasFixedMembership(standing)) refuseFixed();
  if (standing.archived) refuseArchived();
  refuse('FORBIDDEN', 'You may not bring people into this room.');
}

export function refuseFixed(): never {
  refuse('FORBIDDEN', 'The people of a direct conversation are fixed. Begin another one with other people.');
}

/** Not a matter of who one is: the room is in a state where nothing is added. */
export function refuseArchived(): never {
  refuse(
    'CONFLICT',
    'This room is archived. It can be read, and its owner may bring it back.',
    because('archived'),
  );
}

/** The reason by a name that clients can say in other words. */
function because(reason: 'archived' | 'read-only'): ErrorExtra {
  return { details: [{ path: 'roomId', message: reason }] };
}
