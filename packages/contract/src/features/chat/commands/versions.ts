/** What a message said before it was edited. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { Id, page, Time } from '../../../kernel/scalars.ts';
import { RoomRef } from '../model.ts';

const namespaces = ['/chat'];

/** One text of a message, and since when it was that. */
export const Version = z.object({ content: z.string(), at: Time });

export const edits = command({
  name: 'chat:edits',
  summary: 'The texts of an edited message, the present one first; none of a deleted one',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(100).optional(),
  }),
  output: page(Version),
  rest: { method: 'GET', path: '/api/chat/messages/:roomId/:messageId/edits' },
});

export const versionsCommands = [edits] as const;
