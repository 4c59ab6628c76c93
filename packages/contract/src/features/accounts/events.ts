/** What happens to a person, on their own channel. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Me } from './model.ts';

export const userUpdated = event({
  name: 'user:updated',
  summary: 'My profile, role or state changed',
  on: ['user'],
  durable: true,
  namespaces: ['/chat'],
  data: z.object({ user: Me }),
});
