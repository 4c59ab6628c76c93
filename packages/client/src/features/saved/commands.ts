/** Where the commands of the `saved` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const ONE = '/api/saved/:messageId';

export const saved = {
  'saved:add': { effect: 'write', socket: true, rest: { method: 'PUT', path: ONE } },
  'saved:remove': { effect: 'write', socket: true, rest: { method: 'DELETE', path: ONE } },
  'saved:list': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/saved' } },
} as const satisfies Record<string, CommandRoute>;
