/** Where the commands of the `audit` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const audit = {
  'audit:list': { effect: 'read', socket: false, rest: { method: 'GET', path: '/api/admin/audit' } },
} as const satisfies Record<string, CommandRoute>;
