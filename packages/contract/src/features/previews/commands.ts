/** What one can do about a preview; making them is the server's own affair. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id } from '../../kernel/scalars.ts';
import { Message, RoomRef } from '../chat/model.ts';

export const remove = command({
  name: 'preview:remove',
  summary: 'Take a link’s preview away from a message of mine, or of anybody where I moderate',
  effect: 'write',
  quiet: true,
  audited: true,
  namespaces: ['/chat'],
  input: z.object({
    roomId: RoomRef,
    messageId: Id,
    /** As the preview names it. */
    url: z.string().min(1).max(2_048),
    clientId: ClientId.optional(),
  }),
  output: z.object({ message: Message }),
  rest: { method: 'DELETE', path: '/api/chat/messages/:roomId/:messageId/previews' },
});

export const previewsCommands = [remove] as const;
