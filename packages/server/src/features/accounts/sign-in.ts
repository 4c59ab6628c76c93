/** Proving who one is with a password, at a pace that makes guessing hopeless. */
import type { Clock, Nodes } from '../../kernel/index.ts';
import type { Passwords } from '../../platform/auth/passwords.ts';
import type { AccountsConfig } from './config.ts';
import {
  bannedAccount,
  disabledAccount,
  type Logins,
  type Origin,
  type Signed,
  wrongPassword,
} from './logins.ts';
import { type AccountsStore, keyOf } from './store.ts';
import type { UserTable } from './tables.ts';
import { type Attempt, throttle, type Word } from './throttle.ts';

const FORGET_MS = 900_000;
/** What nodes tell each other of failures by name and by address. */
const BY_NAME = 'accounts:failures-of-name';
const BY_ADDRESS = 'accounts:failures-of-address';

export interface SignIn {
  /** Refuses with UNAUTHENTICATED, FORBIDDEN (disabled) or RATE_LIMITED. */
  signIn(login: string, password: string, origin: Origin): Promise<Signed>;
  /** Which of these is the person's password, the first that is; null when none is, which counts as a failure. */
  known(user: UserTable, candidates: readonly string[]): Promise<string | null>;
  hash(password: string): Promise<string>;
  /** From now on failures on other nodes count here, and these there. */
  meet(nodes: Nodes): Promise<void>;
}

export interface SignInDeps {
  readonly clock: Clock;
  readonly users: AccountsStore;
  readonly logins: Logins;
  readonly passwords: Passwords;
  readonly limits: AccountsConfig['loginFailures'];
}

export function createSignIn({ clock, users, logins, passwords, limits }: SignInDeps): SignIn {
  let others: Nodes | null = null;
  const telling = (topic: string) => (word: Word) => others?.tell(topic, () => word);
  // Short for one name, since anybody can make somebody else wait by guessing; longer for an address.
  const byName = throttle(
    clock,
    {
      free: limits.perName,
      firstDelayMs: 1000,
      maxDelayMs: 60_000,
      forgetMs: FORGET_MS,
    },
    telling(BY_NAME),
  );
  const byAddress = throttle(
    clock,
    {
      free: limits.perAddress,
      firstDelayMs: 1000,
      maxDelayMs: 300_000,
      forgetMs: FORGET_MS,
    },
    telling(BY_ADDRESS),
  );

  async function check(
    known: string | null,
    password: string,
    attempts: readonly Attempt[],
  ): Promise<boolean> {
    try {
      return await passwords.verify(known, password);
    } catch (cause) {
      // Nothing was learnt, so nothing was guessed.
      for (const attempt of attempts) attempt.succeeded(false);
      throw cause;
    }
  }

  return {
    hash: (password) => passwords.hash(password),

    async meet(nodes) {
      others = nodes;
      await Promise.all([nodes.hear(BY_NAME, byName.heard), nodes.hear(BY_ADDRESS, byAddress.heard)]);
    },

    async known(user, candidates) {
      const attempt = byName.begin(user.id);
      for (const candidate of candidates) {
        if (!(await check(user.password_hash, candidate, [attempt]))) continue;
        attempt.succeeded(true);
        return candidate;
      }
      return null;
    },

    async signIn(login, password, origin) {
      const address = byAddress.begin(origin.address);
      const user = await users.userByLogin(login);
      // Username and e-mail address are guesses at the same account.
      const name = byName.begin(user?.id ?? `name:${keyOf(login)}`);
      const good = await check(user?.password_hash ?? null, password, [address, name]);
      if (!good || user === undefined) return wrongPassword();
      name.succeeded(true);
      // A known password is no licence to guess others from the same place: only its own attempt is taken back.
      address.succeeded(false);
      bannedAccount(user, clock.now());
      if (user.disabled === 1) return disabledAccount();
      const rehashed = passwords.outdated(user.password_hash) ? await passwords.hash(password) : null;
      return logins.open(user, rehashed, origin);
    },
  };
}
