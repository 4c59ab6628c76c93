/** Signing in and out: REST only, because it comes before there is a session. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { Time } from '../../kernel/scalars.ts';
import { DisplayName, Email, Me, Password, Username } from './model.ts';

const Nothing = z.object({});

/** The refresh token travels in an httpOnly cookie and never in a body. */
export const SignedIn = z.object({ user: Me, accessToken: z.string(), expiresAt: Time });
export type SignedIn = z.infer<typeof SignedIn>;

export const SetupStatus = z.object({
  /** True until the first owner exists; then set-up is closed for good. */
  needed: z.boolean(),
  registration: z.enum(['invite', 'open', 'closed']),
});

export const RegisterBody = z.object({
  username: Username,
  email: Email,
  password: Password,
  displayName: DisplayName.optional(),
  /** Needed where registration is by invitation. */
  invite: z.string().max(128).optional(),
});

export const setupStatus = route({
  summary: 'Whether this server still needs its owner, and how people may register',
  method: 'GET',
  path: '/api/auth/setup',
  status: 200,
  auth: false,
  body: Nothing,
  output: SetupStatus,
});

export const setup = route({
  summary: 'Create the owner with the code of the set-up link printed at first start',
  method: 'POST',
  path: '/api/auth/setup',
  status: 201,
  auth: false,
  body: RegisterBody.omit({ invite: true }).extend({ code: z.string().min(1).max(128) }),
  output: SignedIn,
});

export const register = route({
  summary: 'Create an account and sign in',
  method: 'POST',
  path: '/api/auth/register',
  status: 201,
  auth: false,
  body: RegisterBody,
  output: SignedIn,
});

export const login = route({
  summary: 'Sign in with a username or an e-mail address',
  method: 'POST',
  path: '/api/auth/login',
  status: 200,
  auth: false,
  body: z
    .object({
      login: z.string().min(1).max(254).optional(),
      email: z.string().min(1).max(254).optional(),
      password: z.string().min(1).max(256),
    })
    .refine((body) => body.login !== undefined || body.email !== undefined, {
      path: ['login'],
      message: 'say who you are: a username or an e-mail address',
    }),
  output: SignedIn,
});

export const refresh = route({
  summary: 'Exchange the refresh cookie for a new access token; the cookie is replaced',
  method: 'POST',
  path: '/api/auth/refresh',
  status: 200,
  auth: false,
  body: Nothing,
  output: SignedIn,
});

export const logout = route({
  summary: 'End this sign-in everywhere it is live',
  method: 'POST',
  path: '/api/auth/logout',
  status: 200,
  auth: true,
  body: Nothing,
  output: Nothing,
});
