/** Where the commands of the `scheduled` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const PATH = '/api/scheduled';
const ONE = `${PATH}/:scheduledId`;

export const scheduled = {
  'scheduled:create': { effect: 'write', socket: true, rest: { method: 'POST', path: PATH } },
  'scheduled:list': { effect: 'read', socket: true, rest: { method: 'GET', path: PATH } },
  'scheduled:edit': { effect: 'write', socket: true, rest: { method: 'PATCH', path: ONE } },
  'scheduled:cancel': { effect: 'write', socket: true, rest: { method: 'DELETE', path: ONE } },
  'scheduled:send': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ONE}/send` } },
} as const satisfies Record<string, CommandRoute>;
