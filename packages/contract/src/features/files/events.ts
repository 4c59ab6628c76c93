/** What uploading tells whoever uploads. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';

export const progress = event({
  name: 'file:progress',
  summary: 'More of an upload of mine is on the server',
  on: ['user'],
  durable: false,
  namespaces: ['/chat'],
  data: z.object({
    uploadId: Id,
    offset: z.number().int().nonnegative(),
    size: z.number().int().positive(),
  }),
});
