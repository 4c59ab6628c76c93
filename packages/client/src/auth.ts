/**
 * Who one is: signing in and out, and an access token that is fresh when it is needed. The access token lives in memory
 * only; the refresh token is a cookie no script can read.
 */
import type { Me } from '@parley/contract/features/accounts/model';
import type { RegisterBody, SetupStatus, SignedIn, setup } from '@parley/contract/features/accounts/rest';
import { type Clock, systemClock } from './clock.ts';
import { ParleyError, toParleyError } from './errors.ts';
import { createHttp, type Http } from './http.ts';
import { createStore, type Readable } from './store.ts';

/** What a client needs of whoever signs in. */
export interface AuthSource {
  /** A token good for at least a little while, refreshed when need be; throws UNAUTHENTICATED when nobody is signed in. */
  readonly token: () => Promise<string>;
  /** A new token in place of one the server refused. Calls under way are shared. */
  readonly refresh: () => Promise<string>;
  /** Whose token it is; null while unknown. */
  readonly me: () => Me | null;
  /** Takes over my profile as the server tells it. */
  readonly profile?: (user: Me) => void;
}

export type SessionState =
  /** Not yet asked the server whether the cookie still signs us in: see `restore`. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'signedIn'; readonly user: Me };

export type Credentials = { readonly login: string; readonly password: string };
export type Registration = (typeof RegisterBody)['_zod']['input'];
export type Setup = (typeof setup)['body']['_zod']['input'];
export type SetupNeed = (typeof SetupStatus)['_zod']['output'];

export interface Session extends AuthSource {
  readonly state: Readable<SessionState>;
  /** Signs in with the refresh cookie, if there is a good one. Never throws UNAUTHENTICATED; offline does throw. */
  readonly restore: () => Promise<SessionState>;
  readonly login: (credentials: Credentials) => Promise<Me>;
  readonly register: (body: Registration) => Promise<Me>;
  /** Whether the server waits for its owner, and how people may register. */
  readonly setupStatus: () => Promise<SetupNeed>;
  readonly setup: (body: Setup) => Promise<Me>;
  /** Ends this sign-in everywhere. Forgets it here even when the server can't be reached. */
  readonly logout: () => Promise<void>;
  /** Takes over a profile that changed, from an answer or an event. */
  readonly profile: (user: Me) => void;
}

export interface SessionOptions {
  readonly url: string;
  readonly clock?: Clock;
  readonly http?: Http;
}

/** A token is replaced when it has less than this left. */
export const REFRESH_BEFORE_MS = 60_000;

interface Token {
  readonly text: string;
  /** By our own clock. */
  readonly expiresAt: number;
}

export function createSession({ url, clock = systemClock, http = createHttp(url) }: SessionOptions): Session {
  const state = createStore<SessionState>({ kind: 'unknown' });
  let token: Token | null = null;
  let refreshing: Promise<string> | null = null;
  /** Counts sign-ins and sign-outs: an answer that comes after one is of the past and changes nothing. */
  let generation = 0;

  const accept = (body: unknown, skewMs: number): Me => {
    // The server is the one this page came from, and its answers are checked against the contract by its own tests.
    const signedIn = body as SignedIn;
    token = { text: signedIn.accessToken, expiresAt: Date.parse(signedIn.expiresAt) - skewMs };
    state.set({ kind: 'signedIn', user: signedIn.user });
    return signedIn.user;
  };

  const forget = () => {
    generation += 1;
    token = null;
    state.set({ kind: 'signedOut' });
  };

  const signIn = async (path: string, body: unknown): Promise<Me> => {
    const answer = await http.request({ method: 'POST', path, body, cookies: true });
    generation += 1;
    return accept(answer.body, answer.skewMs);
  };

  const exchange = async (): Promise<string> => {
    const asked = generation;
    try {
      const answer = await acrossTabs(() =>
        http.request({ method: 'POST', path: '/api/auth/refresh', body: {}, cookies: true }),
      );
      if (asked === generation) accept(answer.body, answer.skewMs);
    } catch (thrown) {
      const error = toParleyError(thrown);
      if (asked === generation && error.code === 'UNAUTHENTICATED') forget();
      if (asked === generation) throw error;
    }
    if (token === null) throw notSignedIn();
    return token.text;
  };

  const refresh = (): Promise<string> => {
    refreshing ??= exchange().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };

  const current = async (): Promise<string> => {
    if (token !== null && token.expiresAt - clock.now() > REFRESH_BEFORE_MS) return token.text;
    if (state.getSnapshot().kind === 'signedOut') throw notSignedIn();
    return refresh();
  };

  return {
    state,
    me: () => {
      const now = state.getSnapshot();
      return now.kind === 'signedIn' ? now.user : null;
    },
    token: current,
    refresh,
    restore: async () => {
      try {
        await refresh();
      } catch (thrown) {
        const error = toParleyError(thrown);
        if (error.code !== 'UNAUTHENTICATED') throw error;
      }
      return state.getSnapshot();
    },
    login: (credentials) => signIn('/api/auth/login', credentials),
    register: (body) => signIn('/api/auth/register', body),
    setup: (body) => signIn('/api/auth/setup', body),
    setupStatus: async () => {
      const answer = await http.request({ method: 'GET', path: '/api/auth/setup' });
      return answer.body as SetupNeed;
    },
    logout: async () => {
      // Asked for before forgetting: ending a sign-in takes a token that is still good.
      const ending = await current().catch(() => null);
      forget();
      await http.request({
        method: 'POST',
        path: '/api/auth/logout',
        body: {},
        token: ending,
        cookies: true,
      });
    },
    profile: (user) => {
      if (state.getSnapshot().kind === 'signedIn') state.set({ kind: 'signedIn', user });
    },
  };
}

/** A token made elsewhere, for bots and tests; it is never refreshed. */
export function tokenAuth(token: string, me: Me | null = null): AuthSource {
  return {
    token: async () => token,
    refresh: async () => {
      throw notSignedIn();
    },
    me: () => me,
  };
}

function notSignedIn(): ParleyError {
  return new ParleyError({ code: 'UNAUTHENTICATED', message: 'Sign in to go on.', retryable: false });
}

/** One refresh at a time over all tabs: they share the cookie, and one used twice would look stolen. */
async function acrossTabs<T>(task: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  return locks === undefined ? task() : locks.request('parley:refresh', task);
}
