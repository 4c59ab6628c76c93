/** Where links to rooms and messages of this server lead, as far as I may see it. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { Id, Time } from '../../../kernel/scalars.ts';
import { MAX_LINKS } from '../links.ts';
import { MessageType, RoomRef, Visibility } from '../model.ts';

/** A message as a link to it shows it. */
const LinkedMessage = z.object({
  id: Id,
  userId: Id,
  displayName: z.string(),
  type: MessageType,
  /** Its beginning. */
  content: z.string(),
  /** In its thread; the id of the message it hangs on. */
  threadId: Id.optional(),
  createdAt: Time,
});

export const LinkedPlace = z.object({
  /** Absent: there is none, or none I may see. */
  room: z.object({ id: Id, name: z.string(), visibility: Visibility }).optional(),
  /** Absent where none was asked for; null when it is not there (any more). */
  message: LinkedMessage.nullable().optional(),
});
export type LinkedPlace = z.infer<typeof LinkedPlace>;

export const links = command({
  name: 'chat:links',
  summary:
    'Where links to rooms and messages lead, in the order they are asked for; what I may not see is an empty object',
  effect: 'read',
  namespaces: ['/chat'],
  input: z.object({
    targets: z
      .array(z.object({ roomId: RoomRef, messageId: Id.optional() }))
      .min(1)
      .max(MAX_LINKS),
  }),
  output: z.object({ items: z.array(LinkedPlace) }),
  rest: { method: 'POST', path: '/api/chat/links' },
});

export const linksCommands = [links] as const;
