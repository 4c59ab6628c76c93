/** Profile, people, roles, invitations. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page, Time } from '../../kernel/scalars.ts';
import { DisplayName, Email, Me, Password, Role, User } from './model.ts';

export const me = command({
  name: 'account:me',
  summary: 'My account',
  effect: 'read',
  input: z.object({}),
  output: z.object({ user: Me }),
  rest: { method: 'GET', path: '/api/auth/me' },
});

export const update = command({
  name: 'account:update',
  summary: 'Change my profile; what is absent stays',
  effect: 'write',
  quiet: true,
  input: z.object({
    displayName: DisplayName.optional(),
    email: Email.optional(),
    locale: z.enum(['en', 'th', 'ar']).nullable().optional(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ user: Me }),
  rest: { method: 'PATCH', path: '/api/auth/me' },
});

export const changePassword = command({
  name: 'account:password',
  summary: 'Change my password; every other sign-in of mine ends',
  effect: 'write',
  quiet: true,
  input: z.object({ current: z.string().max(256), next: Password, clientId: ClientId.optional() }),
  output: z.object({}),
  rest: { method: 'PUT', path: '/api/auth/password' },
});

export const people = command({
  name: 'people:list',
  summary: 'People of this server, by name',
  effect: 'read',
  input: z.object({
    q: z.string().max(80).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(User),
  rest: { method: 'GET', path: '/api/people' },
});

export const setRole = command({
  name: 'people:role',
  summary: 'Change a person’s role; takes effect on their live connections at once',
  effect: 'write',
  audited: true,
  input: z.object({ userId: Id, role: Role, clientId: ClientId.optional() }),
  output: z.object({ user: User }),
  rest: { method: 'PUT', path: '/api/people/:userId/role' },
});

export const setDisabled = command({
  name: 'people:disable',
  summary: 'Disable or enable an account; disabling ends its live connections at once',
  effect: 'write',
  audited: true,
  input: z.object({ userId: Id, disabled: z.boolean(), clientId: ClientId.optional() }),
  output: z.object({ user: User }),
  rest: { method: 'PUT', path: '/api/people/:userId/disabled' },
});

export const invite = command({
  name: 'people:invite',
  summary: 'Make an invitation to register',
  effect: 'write',
  audited: true,
  input: z.object({
    role: Role.exclude(['owner']).optional(),
    /** Days until it ends. */
    days: z.number().int().min(1).max(90).optional(),
    uses: z.number().int().min(1).max(1000).optional(),
    clientId: ClientId.optional(),
  }),
  output: z.object({ code: z.string(), url: z.string(), expiresAt: Time, uses: z.number().int() }),
  rest: { method: 'POST', path: '/api/people/invites', status: 201 },
});
