/** Where the commands of sample-name are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const PATH = '/api/sample-name';

export const sampleName = {
  'sample-name:add': { effect: 'write', socket: true, rest: { method: 'POST', path: PATH } },
  'sample-name:list': { effect: 'read', socket: true, rest: { method: 'GET', path: PATH } },
} as const satisfies Record<string, CommandRoute>;
