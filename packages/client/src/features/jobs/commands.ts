/** Where the commands of the `jobs` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

export const jobs = {
  'job:list': { effect: 'read', socket: false, rest: { method: 'GET', path: '/api/admin/jobs' } },
  'job:retry': {
    effect: 'write',
    socket: false,
    rest: { method: 'POST', path: '/api/admin/jobs/:jobId/retry' },
  },
  'job:discard': {
    effect: 'write',
    socket: false,
    rest: { method: 'DELETE', path: '/api/admin/jobs/:jobId' },
  },
} as const satisfies Record<string, CommandRoute>;
