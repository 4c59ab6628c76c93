/** Where the commands of the `files` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const UPLOADS = '/api/files/uploads';
const UPLOAD = `${UPLOADS}/:uploadId` as const;

export const files = {
  'file:start': { effect: 'write', socket: true, rest: { method: 'POST', path: UPLOADS } },
  'file:state': { effect: 'read', socket: true, rest: { method: 'GET', path: UPLOAD } },
  'file:chunk': { effect: 'session', socket: true },
  'file:finish': { effect: 'write', socket: true, rest: { method: 'POST', path: `${UPLOAD}/finish` } },
  'file:abort': { effect: 'write', socket: true, rest: { method: 'DELETE', path: UPLOAD } },
  'files:list': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: '/api/chat/rooms/:roomId/files' },
  },
  'files:usage': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/files/usage' } },
} as const satisfies Record<string, CommandRoute>;
