/** Where the commands of the `emoji` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const ALL = '/api/emoji';

export const emoji = {
  'emoji:add': { effect: 'write', socket: true, rest: { method: 'POST', path: ALL } },
  'emoji:remove': { effect: 'write', socket: true, rest: { method: 'DELETE', path: `${ALL}/:emojiId` } },
  'emoji:list': { effect: 'read', socket: true, rest: { method: 'GET', path: ALL } },
} as const satisfies Record<string, CommandRoute>;
