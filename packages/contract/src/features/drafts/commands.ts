/** Keeping what one writes before it is sent. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import { RoomRef } from '../chat/model.ts';
import { Draft } from './model.ts';

const namespaces = ['/chat'];

export const set = command({
  name: 'draft:set',
  summary:
    'Keep what I write, for all my devices; empty: forget it. Based on another version than the present one it is a CONFLICT, whose `current` is the present draft',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    threadId: Id.optional(),
    text: z.string(),
    replyTo: Id.nullable().optional(),
    version: z.number().int().nonnegative(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ draft: Draft }),
  rest: { method: 'PUT', path: '/api/drafts/:roomId' },
});

export const list = command({
  name: 'draft:list',
  summary: 'My drafts, the latest first',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: page(Draft),
  rest: { method: 'GET', path: '/api/drafts' },
});
