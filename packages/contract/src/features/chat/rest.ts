/** What is asked before there is a session. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { Time } from '../../kernel/scalars.ts';
import { InviteCode } from './commands/invites.ts';

/** To who holds the code, which says as much as a person who passes the link on would. */
export const previewInvite = route({
  summary: 'Where a link into a room leads, and who made it',
  method: 'POST',
  path: '/api/chat/invites/preview',
  status: 200,
  auth: false,
  body: z.object({ code: InviteCode }),
  output: z.object({
    roomName: z.string(),
    topic: z.string(),
    memberCount: z.number().int(),
    invitedBy: z.string(),
    expiresAt: Time.nullable(),
  }),
});
