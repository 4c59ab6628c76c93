/** What one can do with sample-name. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, page } from '../../kernel/scalars.ts';
import { SampleNameItem, SampleNameText } from './model.ts';

/** Besides `/`: where the SDK has its connection. */
const namespaces = ['/chat'];

export const add = command({
  name: 'sample-name:add',
  summary: 'Add an item to sample-name',
  effect: 'write',
  namespaces,
  input: z.object({ text: SampleNameText, clientId: ClientId.optional() }),
  output: z.object({ item: SampleNameItem }),
  rest: { method: 'POST', path: '/api/sample-name', status: 201 },
});

export const list = command({
  name: 'sample-name:list',
  summary: 'Items of sample-name, the newest first',
  effect: 'read',
  namespaces,
  input: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(SampleNameItem),
  rest: { method: 'GET', path: '/api/sample-name' },
});
