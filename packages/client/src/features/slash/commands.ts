/** Where the commands of the `slash` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const slash = {
  'slash:list': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: '/api/chat/rooms/:roomId/slash' },
  },
  'slash:run': {
    effect: 'write',
    socket: true,
    rest: { method: 'POST', path: '/api/chat/rooms/:roomId/slash' },
  },
} as const satisfies Record<string, CommandRoute>;
