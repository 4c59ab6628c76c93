/** How people come to exist: registering, set-up, and the owner named in the configuration. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { ErrorDetail } from '@parley/contract/kernel/errors';
import { fold } from '@parley/contract/text/fold';
import { type Append, type Clock, type Ids, type Param, refuse, type Statement } from '../../kernel/index.ts';
import type { Passwords } from '../../platform/auth/passwords.ts';
import { type Commits, commitDecided, type Decided } from '../../platform/db/commits.ts';
import type { Logins, Origin, Signed } from './logins.ts';
import type { NewPerson, OnRegister } from './public.ts';
import { type AccountsStore, keyOf } from './store.ts';
import type { UserTable } from './tables.ts';

export interface Newcomer {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly displayName: string | undefined;
}

/** What lets somebody in: their role, and what is written with them. Asked again after a conflict; refuses by throwing. */
export type Admission = (
  userId: string,
  at: string,
) => Promise<{
  readonly role: Role;
  readonly statements: readonly Statement[];
}>;

export interface Registration {
  /** Creates the person and signs them in, in one write set. */
  register(newcomer: Newcomer, admit: Admission, origin: Origin): Promise<Signed>;
  /** Creates the person only. */
  create(newcomer: Newcomer, admit: Admission): Promise<UserTable>;
}

export interface RegistrationDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly commits: Commits;
  readonly users: AccountsStore;
  readonly logins: Logins;
  readonly passwords: Passwords;
  readonly onRegister: readonly OnRegister[];
}

export function createRegistration(deps: RegistrationDeps): Registration {
  const { clock, ids, commits, users, logins, passwords, onRegister } = deps;
  const inTurn = turns();

  async function refuseTaken(newcomer: Newcomer): Promise<void> {
    const taken = await users.taken(newcomer);
    const details: ErrorDetail[] = [];
    if (taken.username) details.push({ path: 'username', message: 'is taken' });
    if (taken.email) details.push({ path: 'email', message: 'belongs to an account already' });
    if (details.length === 0) return;
    const what = taken.username
      ? 'This username is taken.'
      : 'This e-mail address belongs to an account already.';
    refuse('CONFLICT', what, { details });
  }

  async function write(newcomer: Newcomer, admit: Admission, opening: (id: string) => readonly Statement[]) {
    const id = ids.next();
    // Before the hash, which is dear: whoever isn't let in costs little.
    await admit(id, isoNow(clock));
    await refuseTaken(newcomer);
    const passwordHash = await passwords.hash(newcomer.password);
    // One at a time on this node: each joins the same first rooms, so side by side they would only conflict.
    return inTurn(() =>
      commitDecided(commits, async () => {
        await refuseTaken(newcomer);
        const at = isoNow(clock);
        const admission = await admit(id, at);
        const user = userRow(id, newcomer, admission.role, passwordHash, at);
        const own = [users.insertUser(user), ...admission.statements, ...opening(id)];
        const contributions = await Promise.all(onRegister.map((contribute) => contribute(personOf(user))));
        return {
          write: merged([{ expect: [], statements: own, appends: [] }, ...contributions]),
          result: user,
        };
      }),
    );
  }

  return {
    create: (newcomer, admit) => write(newcomer, admit, () => []),
    async register(newcomer, admit, origin) {
      let opened: ReturnType<Logins['opening']> | null = null;
      const user = await write(newcomer, admit, (id) => {
        opened = logins.opening(id, origin);
        return opened.statements;
      });
      return signed(user, opened);
    },
  };
}

function signed(user: UserTable, opened: ReturnType<Logins['opening']> | null): Signed {
  if (opened === null) throw new Error('a registration was committed without its sign-in');
  return { user, login: opened.login, refreshToken: opened.refreshToken };
}

const isoNow = (clock: Clock): string => new Date(clock.now()).toISOString();

function userRow(id: string, newcomer: Newcomer, role: Role, passwordHash: string, at: string): UserTable {
  const displayName = newcomer.displayName ?? newcomer.username;
  return {
    id,
    username: newcomer.username,
    username_key: keyOf(newcomer.username),
    email: newcomer.email,
    email_key: keyOf(newcomer.email),
    display_name: displayName,
    display_key: fold(displayName),
    password_hash: passwordHash,
    role,
    avatar_url: null,
    locale: null,
    disabled: 0,
    last_seen_at: null,
    status_text: null,
    status_emoji: null,
    status_until: null,
    dnd: 0,
    dnd_until: null,
    created_at: at,
    muted: null,
    banned: null,
  };
}

function personOf(user: UserTable): NewPerson {
  const { id, username, display_name: displayName, avatar_url: avatarUrl, created_at: at } = user;
  return { id, username, displayName, role: user.role as Role, avatarUrl, at };
}

/** One write set of several; what counts its own appends counts them where they came to stand. */
export function merged(parts: readonly Decided[]): Decided {
  const statements: Statement[] = [];
  const appends: Append[] = [];
  for (const part of parts) {
    statements.push(...part.statements.map((statement) => shifted(statement, appends.length)));
    appends.push(...part.appends);
  }
  return { expect: parts.flatMap((part) => part.expect), statements, appends };
}

function shifted(statement: Statement, by: number): Statement {
  if (by === 0) return statement;
  const shift = (param: Param): Param =>
    typeof param === 'object' && param !== null && 'seqOf' in param ? { seqOf: param.seqOf + by } : param;
  if (statement.kind === 'run') return { ...statement, params: statement.params.map(shift) };
  const row = Object.fromEntries(Object.entries(statement.row).map(([name, param]) => [name, shift(param)]));
  return { ...statement, row };
}

/** Runs one after the other, in the order asked. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
