/** Where the commands of the `drafts` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const drafts = {
  'draft:set': { effect: 'write', socket: true, rest: { method: 'PUT', path: '/api/drafts/:roomId' } },
  'draft:list': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/drafts' } },
} as const satisfies Record<string, CommandRoute>;
