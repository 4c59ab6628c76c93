/** Accounts: who one is, how one proves it, and who may change that. */
import type { Identities, Kernel, LoginRef, Revocation } from '../../kernel/index.ts';
import { type AccessTokens, accessTokens } from '../../platform/auth/access-tokens.ts';
import type { Authenticator } from '../../platform/auth/authenticator.ts';
import { keyFile } from '../../platform/auth/key-file.ts';
import { type KeyRing, rotatingKeys, sharedKeys } from '../../platform/auth/keys.ts';
import { type PasswordOptions, passwords } from '../../platform/auth/passwords.ts';
import { successors } from '../../platform/auth/secrets.ts';
import type { Feature, FeatureDeps } from '../../platform/feature.ts';
import { commands } from './commands.ts';
import { type AccountsConfig, accountsConfig } from './config.ts';
import { entryStore } from './entry-store.ts';
import { createInvites } from './invites.ts';
import { lastSeen } from './last-seen.ts';
import { ended, type Liveness, liveness } from './liveness.ts';
import { loginStore } from './login-store.ts';
import { createLogins } from './logins.ts';
import { migrations } from './migrations/index.ts';
import type { OnRegister, Sanctions, SnapshotPart } from './public.ts';
import { identities, userChannelKind, userEntity } from './queries.ts';
import { createRegistration } from './registration.ts';
import { routes } from './routes.ts';
import { createSanctions } from './sanctions.ts';
import { type SeedPeople, seedPeople } from './seed.ts';
import { firstStart } from './setup.ts';
import { createSignIn } from './sign-in.ts';
import { statusEnd } from './status-job.ts';
import { accountsStore } from './store.ts';
import { rate } from './throttle.ts';
import { startUpkeep } from './upkeep.ts';

/** Access tokens are short-lived: what ends a login ends them through `Authenticator`, not through their time. */
const ACCESS_TOKEN_MS = 900_000;
const KEY_ROTATION_MS = 30 * 86_400_000;

export interface AccountsOptions {
  /** What other features write with every new person. */
  readonly onRegister?: readonly OnRegister[];
  /** What other features add to the snapshot of `user:<id>`, by property. */
  readonly snapshotParts?: Readonly<Record<string, SnapshotPart>>;
  readonly passwords?: PasswordOptions;
}

export interface Accounts extends Feature {
  readonly identities: Identities;
  readonly authenticator: Authenticator;
  /** For the kernel's options of the same names. */
  onLastSeen(userId: string, at: string): void;
  onRevoked(revocation: Revocation): void;
  endedLogins(logins: readonly LoginRef[]): Promise<readonly Revocation[]>;
  /** The address that makes whoever opens it the owner; null when there is one. Known once started. */
  setupLink(): string | null;
  readonly sanctions: Sanctions;
  /** People for demonstrations. Usable once started. */
  readonly seed: SeedPeople;
}

export function accounts(deps: FeatureDeps, options: AccountsOptions = {}): Accounts {
  const { db, commits, clock, ids, log, presence, publicUrl } = deps;
  const config = accountsConfig(deps.env);
  const ring = keyRing(deps, config);
  const tokens = accessTokens(ring, ACCESS_TOKEN_MS);
  const users = accountsStore(db);
  const loginRows = loginStore(db);
  const entries = entryStore(db);
  const live = liveness(clock, loginRows.live);
  let kernel: Kernel | null = null;

  const hashing = passwords(options.passwords);
  const logins = createLogins({
    clock,
    ids,
    commits,
    users,
    logins: loginRows,
    successors: successors(ring),
    liveness: live,
    revoke: (revocation) => kernel?.revoke(revocation),
  });
  const signIn = createSignIn({ clock, users, logins, passwords: hashing, limits: config.loginFailures });
  const registration = createRegistration({
    clock,
    ids,
    commits,
    users,
    logins,
    passwords: hashing,
    onRegister: options.onRegister ?? [],
  });
  const invites = createInvites(clock, entries);
  const seen = lastSeen(clock, commits, users, log);
  const registrations = rate(clock, config.registrations);
  let setupCode: string | null = null;
  let stopUpkeep = () => {};

  return {
    name: 'accounts',
    commands: commands({
      db,
      presence,
      users,
      logins: loginRows,
      liveness: live,
      signIn,
      invites,
      publicUrl,
    }),
    channels: [userChannelKind(db, users, presence, options.snapshotParts ?? {})],
    entities: [userEntity(presence)],
    jobs: [statusEnd(clock, users, presence)],
    migrations,
    routes: routes({
      clock,
      presence,
      config,
      tokens,
      entries,
      invites,
      logins,
      signIn,
      registration,
      registrations,
    }),
    identities: identities(users, clock),
    sanctions: createSanctions({ db, clock, presence, users, logins: loginRows, liveness: live }),
    authenticator: authenticator(deps, tokens, live),
    onLastSeen: seen.note,
    endedLogins: (logins) => ended(logins, loginRows.live),
    onRevoked: ({ userId, loginId }) => live.ending(loginId === undefined ? { userId } : { loginId }),
    setupLink: () => (setupCode === null ? null : `${publicUrl()}/setup?code=${setupCode}`),
    seed: seedPeople(users, registration),
    async start(started) {
      kernel = started;
      await signIn.meet(started.nodes);
      setupCode = await firstStart({ clock, commits, entries, registration }, config.owner);
      stopUpkeep = startUpkeep({ clock, commits, logins: loginRows, entries, log });
    },
    async stop() {
      stopUpkeep();
      await seen.flush();
    },
  };
}

function keyRing({ dataDir, db, log, clock }: FeatureDeps, config: AccountsConfig): KeyRing {
  if (config.secrets !== null) return sharedKeys(config.secrets);
  if (db.dialect === 'postgres') {
    log.warn({}, 'JWT_SECRET is not set: nodes that share this database must share it too');
  }
  const file = keyFile(dataDir);
  const times = { rotateAfterMs: KEY_ROTATION_MS, keepMs: 2 * ACCESS_TOKEN_MS };
  const ring = rotatingKeys(file.load(), times, file.save, (cause) =>
    log.error({ err: cause }, 'the signing key could not be replaced; the old one goes on signing'),
  );
  // Made now, so that a data directory that can't be written stops the start and not the first sign-in.
  ring.current(clock.now());
  return ring;
}

function authenticator({ clock }: FeatureDeps, tokens: AccessTokens, live: Liveness): Authenticator {
  return {
    async authenticate(token) {
      const login = tokens.verify(token, clock.now());
      return login !== null && (await live.alive(login)) ? login : null;
    },
  };
}
