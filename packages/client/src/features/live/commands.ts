/** Where the commands of the `live` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const live = {
  'channel:subscribe': { effect: 'session', socket: true },
  'channel:unsubscribe': { effect: 'session', socket: true },
  'presence:set': { effect: 'session', socket: true },
  'presence:watch': { effect: 'session', socket: true },
  'chat:sync': { effect: 'session', socket: true },
} as const satisfies Record<string, CommandRoute>;
