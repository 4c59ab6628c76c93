/** Where the commands of the `accounts` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const accounts = {
  'account:me': { effect: 'read', socket: false, rest: { method: 'GET', path: '/api/auth/me' } },
  'account:update': { effect: 'write', socket: false, rest: { method: 'PATCH', path: '/api/auth/me' } },
  'account:password': { effect: 'write', socket: false, rest: { method: 'PUT', path: '/api/auth/password' } },
  'people:list': { effect: 'read', socket: false, rest: { method: 'GET', path: '/api/people' } },
  'people:role': {
    effect: 'write',
    socket: false,
    rest: { method: 'PUT', path: '/api/people/:userId/role' },
  },
  'people:disable': {
    effect: 'write',
    socket: false,
    rest: { method: 'PUT', path: '/api/people/:userId/disabled' },
  },
  'people:invite': { effect: 'write', socket: false, rest: { method: 'POST', path: '/api/people/invites' } },
  'account:status': { effect: 'write', socket: true, rest: { method: 'PUT', path: '/api/auth/me/status' } },
} as const satisfies Record<string, CommandRoute>;
