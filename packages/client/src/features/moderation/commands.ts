/** Where the commands of the `moderation` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const PERSON = '/api/admin/people/:userId';

export const moderation = {
  'moderation:mute': { effect: 'write', socket: false, rest: { method: 'PUT', path: `${PERSON}/mute` } },
  'moderation:unmute': { effect: 'write', socket: false, rest: { method: 'DELETE', path: `${PERSON}/mute` } },
  'moderation:ban': { effect: 'write', socket: false, rest: { method: 'PUT', path: `${PERSON}/ban` } },
  'moderation:unban': { effect: 'write', socket: false, rest: { method: 'DELETE', path: `${PERSON}/ban` } },
  'moderation:sanctions': {
    effect: 'read',
    socket: false,
    rest: { method: 'GET', path: '/api/admin/sanctions' },
  },
  'report:create': { effect: 'write', socket: false, rest: { method: 'POST', path: '/api/reports' } },
  'report:list': { effect: 'read', socket: false, rest: { method: 'GET', path: '/api/reports' } },
  'report:resolve': {
    effect: 'write',
    socket: false,
    rest: { method: 'POST', path: '/api/reports/:reportId/resolve' },
  },
} as const satisfies Record<string, CommandRoute>;
