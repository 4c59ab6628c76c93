/** Adding emoji of this server's own, taking them away, and which there are. Their pictures are in `rest.ts`. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import { CustomEmoji, EmojiName } from './model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const add = command({
  name: 'emoji:add',
  summary: 'Add an emoji; for owners and admins. It is made anew, at most 128 × 128 pixels',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({
    name: EmojiName,
    /** A picture: JPEG, PNG, WebP, GIF or AVIF. */
    image: z.base64(),
    clientId,
  }),
  output: z.object({ emoji: CustomEmoji }),
  rest: { method: 'POST', path: '/api/emoji', status: 201 },
});

/** Reactions made with it stay, as the `:name:` they are. */
export const remove = command({
  name: 'emoji:remove',
  summary: 'Take an emoji away; its name may be given anew. For owners and admins',
  effect: 'write',
  audited: true,
  namespaces,
  input: z.object({ emojiId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/emoji/:emojiId' },
});

export const list = command({
  name: 'emoji:list',
  summary: 'The emoji of this server, by name',
  effect: 'read',
  namespaces,
  input: z.object({
    cursor: EmojiName.optional(),
    limit: z.number().int().min(1).max(1_000).optional(),
  }),
  output: page(CustomEmoji),
  rest: { method: 'GET', path: '/api/emoji' },
});
