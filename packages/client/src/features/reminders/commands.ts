/** Where the commands of the `reminders` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const PATH = '/api/reminders';
const ONE = `${PATH}/:reminderId`;

export const reminders = {
  'reminder:create': { effect: 'write', socket: true, rest: { method: 'POST', path: PATH } },
  'reminder:list': { effect: 'read', socket: true, rest: { method: 'GET', path: PATH } },
  'reminder:snooze': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ONE}/snooze` } },
  'reminder:done': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ONE}/done` } },
  'reminder:cancel': { effect: 'write', socket: true, rest: { method: 'DELETE', path: ONE } },
} as const satisfies Record<string, CommandRoute>;
