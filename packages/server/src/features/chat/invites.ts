/** What a code of a link into a room leads to, for those who ask with it. */
import { previewInvite } from '@parley/contract/features/chat/rest';
import { type Clock, refuse } from '../../kernel/index.ts';
import { digestOf } from '../../platform/auth/secrets.ts';
import { type HttpRoute, httpRoute } from '../../platform/http/route.ts';
import { refuseArchived } from './checks.ts';
import { type ChatParts, reader } from './parts.ts';
import { endOf, type InviteRow, readInviteByHash } from './store/invites.ts';

const WHY = {
  expired: 'This invitation has expired. Ask for a new one.',
  'used up': 'This invitation has been used by as many people as it was for. Ask for a new one.',
  revoked: 'This invitation was taken back. Ask for a new one.',
} as const;

/** Refuses with NOT_FOUND a code that leads nowhere. */
export async function inviteOf(parts: Pick<ChatParts, 'db'>, code: string): Promise<InviteRow> {
  const invite = await readInviteByHash(reader(parts), digestOf(code));
  return invite ?? refuse('NOT_FOUND', 'There is no such invitation. Check the link, or ask for a new one.');
}

/** Says why it lets nobody in, which only who holds the code can learn. */
export function mustBeGood(invite: InviteRow, now: string): void {
  const end = endOf(invite, now);
  if (end !== null) refuse('FORBIDDEN', WHY[end], { details: [{ path: 'code', message: end }] });
  if (invite.archivedAt !== null) refuseArchived();
}

export function inviteRoutes(parts: Pick<ChatParts, 'db'>, clock: Clock): readonly HttpRoute[] {
  return [
    httpRoute(previewInvite, async ({ body }) => {
      const invite = await inviteOf(parts, body.code);
      mustBeGood(invite, new Date(clock.now()).toISOString());
      const { roomName, topic, memberCount, createdByName, expiresAt } = invite;
      return { body: { roomName, topic, memberCount, invitedBy: createdByName ?? '', expiresAt } };
    }),
  ];
}
