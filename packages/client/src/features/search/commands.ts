/** Where the commands of the `search` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const search = {
  'search:find': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/search' } },
} as const satisfies Record<string, CommandRoute>;
