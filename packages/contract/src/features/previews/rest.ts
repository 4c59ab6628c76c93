/** Pictures of previews, given out by this server: nobody's browser asks the page. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';

export const picture = route({
  summary:
    'The picture of a preview that a message of a room I may read has: a WebP of at most 640 × 360 pixels',
  method: 'GET',
  path: '/api/files/previews/:roomId/:messageId/:pictureId',
  status: 200,
  auth: true,
  produces: 'application/octet-stream',
  body: z.object({ roomId: Id, messageId: Id, pictureId: Id }),
  output: z.string().meta({ format: 'binary' }),
});
