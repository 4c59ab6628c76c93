/** Where the commands of the `previews` feature are found. */
import type { CommandRoute } from '../command-route.ts';

export const previews = {
  'preview:remove': {
    effect: 'write',
    socket: true,
    rest: { method: 'DELETE', path: '/api/chat/messages/:roomId/:messageId/previews' },
  },
} as const satisfies Record<string, CommandRoute>;
