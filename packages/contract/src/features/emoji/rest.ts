/** The pictures of emoji. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';

export const picture = route({
  summary: 'The picture of an emoji, WebP of at most 128 × 128 pixels; for everybody who is signed in',
  method: 'GET',
  path: '/api/emoji/:emojiId',
  status: 200,
  auth: true,
  produces: 'application/octet-stream',
  body: z.object({ emojiId: Id }),
  output: z.string().meta({ format: 'binary' }),
});
