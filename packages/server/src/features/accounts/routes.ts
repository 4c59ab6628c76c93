/** Signing up, in and out. Cookies and answers here; the work is done by those it is handed to. */
import * as contract from '@parley/contract/features/accounts/rest';
import { type Clock, type Presences, refuse } from '../../kernel/index.ts';
import type { AccessTokens } from '../../platform/auth/access-tokens.ts';
import { downloadCookies } from '../../platform/http/download-cookie.ts';
import { type Cookie, type HttpRoute, httpRoute, type RouteReply } from '../../platform/http/route.ts';
import { byRegistering, bySetupCode } from './admission.ts';
import type { AccountsConfig } from './config.ts';
import type { EntryStore } from './entry-store.ts';
import type { Invites } from './invites.ts';
import { LOGIN_IDLE_MS, type Logins, type Signed } from './logins.ts';
import type { Newcomer, Registration } from './registration.ts';
import type { SignIn } from './sign-in.ts';
import type { Rate } from './throttle.ts';
import { toMe } from './view.ts';

export const REFRESH_COOKIE = 'parley_refresh';
const COOKIE_PATH = '/api/auth';

export interface RouteDeps {
  readonly clock: Clock;
  readonly presence: Presences;
  readonly config: AccountsConfig;
  readonly tokens: AccessTokens;
  readonly entries: EntryStore;
  readonly invites: Invites;
  readonly logins: Logins;
  readonly signIn: SignIn;
  readonly registration: Registration;
  /** Of registering and set-up, by address. */
  readonly registrations: Rate;
}

export function routes(deps: RouteDeps): readonly HttpRoute[] {
  const { clock, presence, config, tokens, entries, invites, logins, signIn, registration } = deps;

  function reply({ user, login, refreshToken }: Signed): RouteReply<contract.SignedIn> {
    const { token, expiresAt } = tokens.issue(login, clock.now());
    return {
      body: { user: toMe(user, presence), accessToken: token, expiresAt },
      cookies: [
        refreshCookie(refreshToken, LOGIN_IDLE_MS / 1000),
        ...downloadCookies(token, Math.floor((Date.parse(expiresAt) - clock.now()) / 1000)),
      ],
    };
  }

  const setupStatus = httpRoute(contract.setupStatus, async () => ({
    body: { needed: !(await entries.hasOwner()), registration: config.registration },
  }));

  const setup = httpRoute(contract.setup, async ({ body, ...origin }) => {
    deps.registrations.take(origin.address);
    return reply(await registration.register(newcomer(body), bySetupCode(body.code, entries), origin));
  });

  const register = httpRoute(contract.register, async ({ body, ...origin }) => {
    deps.registrations.take(origin.address);
    const admission = byRegistering(config.registration, body.invite, invites);
    return reply(await registration.register(newcomer(body), admission, origin));
  });

  const login = httpRoute(contract.login, async ({ body, ...origin }) =>
    reply(await signIn.signIn(body.login ?? body.email ?? '', body.password, origin)),
  );

  const refresh = httpRoute(contract.refresh, async ({ cookies, ...origin }) => {
    const token = cookies[REFRESH_COOKIE];
    if (token === undefined || token === '') return refuse('UNAUTHENTICATED', 'You are not signed in.');
    return reply(await logins.refresh(token, origin));
  });

  const logout = httpRoute(contract.logout, async ({ login: caller }) => {
    if (caller === null) return refuse('UNAUTHENTICATED', 'You are not signed in.');
    await logins.end(caller, 'logout', 'logout');
    return { body: {}, cookies: [refreshCookie('', 0), ...downloadCookies('', 0)] };
  });

  return [setupStatus, setup, register, login, refresh, logout];
}

function refreshCookie(value: string, maxAgeSeconds: number): Cookie {
  return { name: REFRESH_COOKIE, value, path: COOKIE_PATH, maxAgeSeconds };
}

function newcomer(
  body: Omit<Newcomer, 'displayName'> & { readonly displayName?: string | undefined },
): Newcomer {
  const { username, email, password, displayName } = body;
  return { username, email, password, displayName };
}
