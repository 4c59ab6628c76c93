/** Sign-ins: opened with a password, prolonged by refresh tokens that are used once, ended at once and everywhere. */
import { sanctionDetails, sanctionWords } from '@parley/contract/kernel/sanction-words';
import { type Clock, type Ids, type Revocation, refuse, type Statement } from '../../kernel/index.ts';
import type { Login } from '../../platform/auth/authenticator.ts';
import { digestOf, newToken, type Successors } from '../../platform/auth/secrets.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Liveness } from './liveness.ts';
import type { EndReason, LoginStore } from './login-store.ts';
import { standing } from './queries.ts';
import { type AccountsStore, userChannel } from './store.ts';
import type { RefreshTokenTable, UserTable } from './tables.ts';

const DAY_MS = 86_400_000;
/** A sign-in that isn't used this long ends. */
export const LOGIN_IDLE_MS = 30 * DAY_MS;
/** Two tabs that refresh at once are one browser, not a thief. */
export const REUSE_GRACE_MS = 10_000;
/** How long a spent token's reuse is noticed. */
const SPENT_KEPT_MS = 7 * DAY_MS;

/** Where a request came from, as people see it in the list of their sign-ins. */
export interface Origin {
  readonly address: string;
  readonly userAgent: string;
}

/** A sign-in to write, and what the browser gets for it. */
export interface Opening {
  readonly login: Login;
  readonly refreshToken: string;
  readonly statements: readonly Statement[];
}

/** A sign-in as it is after a request that proved it. */
export interface Signed {
  readonly user: UserTable;
  readonly login: Login;
  readonly refreshToken: string;
}

type Refreshed = ({ readonly kind: 'signed' } & Signed) | { readonly kind: 'reused'; readonly login: Login };

export interface Logins {
  opening(userId: string, origin: Origin): Opening;
  /** Signs in a person whose password was just checked; `rehashed` replaces its hash. */
  open(checked: UserTable, rehashed: string | null, origin: Origin): Promise<Signed>;
  /** Refuses with UNAUTHENTICATED; the reuse of a spent token ends the login. */
  refresh(token: string, origin: Origin): Promise<Signed>;
  /** Ends a login, durably and then on live connections. Harmless when it ended already. */
  end(login: Login, reason: EndReason, code: Revocation['code']): Promise<void>;
}

export interface LoginDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly commits: Commits;
  readonly users: AccountsStore;
  readonly logins: LoginStore;
  readonly successors: Successors;
  readonly liveness: Liveness;
  readonly revoke: (revocation: Revocation) => void;
}

export function createLogins(deps: LoginDeps): Logins {
  const { clock, ids, commits, users, logins, successors, liveness } = deps;
  const iso = (offsetMs = 0) => new Date(clock.now() + offsetMs).toISOString();

  function opening(userId: string, origin: Origin): Opening {
    const loginId = ids.next();
    const refreshToken = newToken();
    const at = iso();
    const login = {
      id: loginId,
      user_id: userId,
      created_at: at,
      used_at: at,
      expires_at: iso(LOGIN_IDLE_MS),
      user_agent: shown(origin.userAgent),
      address: shown(origin.address),
      ended_at: null,
      reason: null,
    };
    const statements = [logins.insertLogin(login), logins.insertToken(digestOf(refreshToken), loginId, at)];
    return { login: { userId, loginId }, refreshToken, statements };
  }

  /** Follows the chain of spent tokens to the one that stands, as far as the grace allows. */
  async function standing(
    token: string,
  ): Promise<{ token: string; row: RefreshTokenTable; spent: boolean } | null> {
    let row = await logins.token(digestOf(token));
    const first = row;
    let present = token;
    while (row !== undefined && row.used_at !== null) {
      const recent = clock.now() - Date.parse(row.used_at) <= REUSE_GRACE_MS;
      const next =
        recent && row.successor_hash !== null ? successors.again(present, row.successor_hash) : null;
      if (next === null) return { token: present, row, spent: true };
      present = next;
      row = await logins.token(digestOf(present));
    }
    if (row === undefined || first === undefined) return null;
    return { token: present, row, spent: false };
  }

  async function end(login: Login, reason: EndReason, code: Revocation['code']): Promise<void> {
    liveness.ending({ loginId: login.loginId });
    await commitDecided(commits, async () => ({
      write: { expect: [], statements: [logins.endLogin(login.loginId, reason, iso())], appends: [] },
      result: null,
    }));
    liveness.ending({ loginId: login.loginId });
    deps.revoke({ userId: login.userId, loginId: login.loginId, code });
  }

  return {
    opening,
    end,

    async open(checked, rehashed, origin) {
      const opened = opening(checked.id, origin);
      const user = await commitDecided(commits, async () => {
        // Read anew: the account may have been disabled, or the password changed, while it was being checked.
        const now = await users.versionedUser(checked.id);
        if (now === null || now.user.password_hash !== checked.password_hash) return wrongPassword();
        bannedAccount(now.user, clock.now());
        if (now.user.disabled === 1) return disabledAccount();
        const rehash =
          rehashed === null ? [] : [users.replacePassword(checked.id, checked.password_hash, rehashed)];
        const expect = [{ channel: userChannel(checked.id), aclVersion: now.aclVersion }];
        return {
          write: { expect, statements: [...opened.statements, ...rehash], appends: [] },
          result: now.user,
        };
      });
      return { user, login: opened.login, refreshToken: opened.refreshToken };
    },

    async refresh(token, origin) {
      const decided = await commitDecided<Refreshed>(commits, async () => {
        const found = await standing(token);
        const login = found === null ? undefined : await logins.login(found.row.login_id);
        if (found === null || login === undefined || login.ended_at !== null) return signInAgain();
        if (clock.now() >= Date.parse(login.expires_at)) return signInAgain();
        const whose = { userId: login.user_id, loginId: login.id };
        if (found.spent) return { write: null, result: { kind: 'reused', login: whose } };

        const now = await users.versionedUser(login.user_id);
        if (now === null) return signInAgain();
        bannedAccount(now.user, clock.now());
        if (now.user.disabled === 1) return disabledAccount();
        const signed = { kind: 'signed' as const, login: whose, user: now.user };
        // Somebody else of this browser just rotated: this request shares the outcome.
        if (found.token !== token) return { write: null, result: { ...signed, refreshToken: found.token } };

        const next = successors.next(token, clock.now());
        const at = iso();
        const statements = [
          logins.spendToken(found.row.hash, digestOf(next), at),
          logins.insertToken(digestOf(next), login.id, at),
          logins.touchLogin(login.id, {
            used_at: at,
            expires_at: iso(LOGIN_IDLE_MS),
            user_agent: shown(origin.userAgent),
            address: shown(origin.address),
          }),
          logins.forgetTokens(login.id, iso(-SPENT_KEPT_MS)),
        ];
        const expect = [{ channel: userChannel(now.user.id), aclVersion: now.aclVersion }];
        return { write: { expect, statements, appends: [] }, result: { ...signed, refreshToken: next } };
      });
      if (decided.kind === 'signed') return decided;
      await end(decided.login, 'reuse', 'revoked');
      return signInAgain();
    },
  };
}

/** One message for an unknown name and a wrong password: which it was is nobody's business. */
export function wrongPassword(): never {
  return refuse('UNAUTHENTICATED', 'Wrong name or password.');
}

/** Refuses with until when and why while a ban holds. */
export function bannedAccount({ banned: text }: Pick<UserTable, 'banned'>, now: number): void {
  const banned = standing(text, now);
  if (banned === null) return;
  refuse('FORBIDDEN', sanctionWords('You are banned', banned), {
    details: sanctionDetails('banned', banned),
  });
}

export function disabledAccount(): never {
  return refuse('FORBIDDEN', 'This account was disabled. Ask an administrator.');
}

function signInAgain(): never {
  return refuse('UNAUTHENTICATED', 'This sign-in has ended. Sign in again.');
}

/** Headers are the client's own words: kept short, and without what a terminal or a database might stumble over. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, '').slice(0, 200);
}
