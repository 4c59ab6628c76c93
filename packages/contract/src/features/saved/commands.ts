/** Saving messages for later. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import { SavedMessage } from './model.ts';

const namespaces = ['/chat'];
const one = z.object({ messageId: Id, clientId: ClientId.optional() });

export const add = command({
  name: 'saved:add',
  summary: 'Save a message that I may read',
  effect: 'write',
  quiet: true,
  namespaces,
  input: one,
  output: z.object({}),
  rest: { method: 'PUT', path: '/api/saved/:messageId' },
});

export const remove = command({
  name: 'saved:remove',
  summary: 'Save a message no longer',
  effect: 'write',
  quiet: true,
  namespaces,
  input: one,
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/saved/:messageId' },
});

export const list = command({
  name: 'saved:list',
  summary: 'What I saved, the latest first, as it is now; without what I may no longer read',
  effect: 'read',
  namespaces,
  input: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(SavedMessage),
  rest: { method: 'GET', path: '/api/saved' },
});
