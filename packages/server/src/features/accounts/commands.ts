/** The commands of accounts: my own profile and password, other people, invitations. */
import * as contract from '@parley/contract/features/accounts/commands';
import type { Role } from '@parley/contract/features/accounts/model';
import type { ErrorDetail } from '@parley/contract/kernel/errors';
import { sanctionWords } from '@parley/contract/kernel/sanction-words';
import { fold } from '@parley/contract/text/fold';
import {
  type Append,
  type CommandContext,
  type CommandDef,
  type Decision,
  type Identity,
  type Presences,
  type Revocation,
  refuse,
  type Statement,
} from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { audited } from '../audit/public.ts';
import { userUpdated } from './events.ts';
import type { Invites } from './invites.ts';
import type { Liveness } from './liveness.ts';
import type { LoginStore } from './login-store.ts';
import {
  marksFor,
  mayChangeRole,
  mayDisable,
  mayInvite,
  maySeePeople,
  type Person,
  roleOf,
  type Verdict,
} from './policy.ts';
import { listPeople, toPerson } from './queries.ts';
import type { SignIn } from './sign-in.ts';
import { statusCommand } from './status-command.ts';
import { type AccountsStore, keyOf, userChannel, type VersionedUser } from './store.ts';
import type { UserTable } from './tables.ts';
import { toMe } from './view.ts';

export interface CommandDeps {
  readonly db: Database;
  readonly presence: Presences;
  readonly users: AccountsStore;
  readonly logins: LoginStore;
  readonly liveness: Liveness;
  readonly signIn: SignIn;
  readonly invites: Invites;
  readonly publicUrl: () => string;
}

const INVITE_DAYS = 7;
const PAGE = 50;

export function commands(deps: CommandDeps): readonly CommandDef[] {
  const { db, presence, users, logins, liveness, signIn, invites, publicUrl } = deps;

  const updated = (user: UserTable, { actor, at }: CommandContext): Append =>
    userUpdated({ actor: actor.userId, at }, user, presence);

  const me = decides(contract.me, {
    decide: async ({ actor }) => ({ kind: 'reply', data: { user: toMe(await own(actor), presence) } }),
  });

  async function own(actor: Identity): Promise<UserTable> {
    return (await users.userById(actor.userId)) ?? refuse('NOT_FOUND', 'This account is gone.');
  }

  const update = decides(contract.update, {
    async decide(context, input) {
      const before = await own(context.actor);
      const changes: Partial<UserTable> = {};
      if (input.displayName !== undefined && input.displayName !== before.display_name) {
        changes.display_name = input.displayName;
        changes.display_key = fold(input.displayName);
      }
      if (input.email !== undefined && input.email !== before.email) {
        const taken = await users.taken({ email: input.email }, before.id);
        if (taken.email) refuse('CONFLICT', 'This e-mail address belongs to an account already.', emailTaken);
        changes.email = input.email;
        changes.email_key = keyOf(input.email);
      }
      if (input.locale !== undefined && input.locale !== before.locale) changes.locale = input.locale;
      if (changes.display_name !== undefined && context.actor.muted) {
        refuse('FORBIDDEN', sanctionWords('You are muted', context.actor.muted));
      }
      const after = { ...before, ...changes };
      const data = { user: toMe(after, presence) };
      if (Object.keys(changes).length === 0) return { kind: 'reply', data };
      return write(data, [users.updateUser(before.id, changes)], [updated(after, context)]);
    },
  });

  const changePassword = Object.assign(
    decides(contract.changePassword, {
      async decide({ actor, loginId, at }, { current, next }) {
        const user = await own(actor);
        const known = await signIn.known(user, [current, next]);
        if (known === null) return refuse('INVALID', 'The current password is wrong.', wrongCurrent);
        // A retry after the answer was lost: what it asks for is done, and it proves the password as well.
        if (known !== current) return { kind: 'reply', data: {} };
        const hash = await signIn.hash(next);
        liveness.ending({ userId: user.id });
        const statements = [
          users.replacePassword(user.id, user.password_hash, hash),
          logins.endLogins(user.id, 'password', at, loginId),
        ];
        return write({}, statements, [], { userId: user.id, exceptLogin: loginId, code: 'revoked' });
      },
    }),
    // No idempotency record: its digest of the payload would be a fast digest of two passwords, on disk.
    { clientId: () => undefined },
  );

  const people = decides(contract.people, {
    async decide({ actor }, { q, cursor, limit = PAGE }) {
      const role = roleOf(actor.role);
      permit(maySeePeople(role));
      const page = await listPeople(db, presence, { q, cursor, limit, marks: marksFor(role) });
      return { kind: 'reply', data: page };
    },
  });

  /** The target, with what a change of it must find unchanged when it is written. */
  async function targetOf(userId: string) {
    const { target, otherOwner } = await users.userAndOtherOwner(userId);
    if (target === null) return refuse('NOT_FOUND', 'There is no such person.');
    const lastOwner = target.user.role === 'owner' && target.user.disabled === 0 && otherOwner === null;
    const expectOf = (takesOwner: boolean) =>
      [target, ...(takesOwner && otherOwner !== null ? [otherOwner] : [])].map(versionOf);
    return { user: target.user, person: personOf(target.user), lastOwner, expectOf };
  }

  const setRole = decides(contract.setRole, {
    async decide(context, { userId, role }) {
      const { user, person, lastOwner, expectOf } = await targetOf(userId);
      permit(mayChangeRole(actorOf(context.actor), person, role, lastOwner));
      const after = { ...user, role };
      const data = { user: toPerson(after, presence, 'all') };
      if (user.role === role) return { kind: 'reply', data };
      const expect = expectOf(user.role === 'owner');
      const entry = audited(context, {
        action: contract.setRole.name,
        target: { kind: 'user', id: userId },
        details: { from: user.role, to: role },
      });
      const statements = [users.updateUser(userId, { role }), entry];
      return write(data, statements, [updated(after, context)], undefined, expect);
    },
  });

  const setDisabled = decides(contract.setDisabled, {
    async decide(context, { userId, disabled }) {
      const { user, person, lastOwner, expectOf } = await targetOf(userId);
      permit(mayDisable(actorOf(context.actor), person, disabled && lastOwner));
      const after = { ...user, disabled: disabled ? 1 : 0 };
      const data = { user: toPerson(after, presence, 'all') };
      if (user.disabled === after.disabled) return { kind: 'reply', data };
      const entry = audited(context, {
        action: contract.setDisabled.name,
        target: { kind: 'user', id: userId },
        details: { disabled },
      });
      const statements: Statement[] = [users.updateUser(userId, { disabled: after.disabled }), entry];
      let revoke: Revocation | undefined;
      if (disabled) {
        liveness.ending({ userId });
        statements.push(logins.endLogins(userId, 'disabled', context.at));
        revoke = { userId, code: 'disabled' };
      }
      const expect = expectOf(disabled && user.role === 'owner');
      return write(data, statements, [updated(after, context)], revoke, expect);
    },
  });

  const invite = decides(contract.invite, {
    async decide(context, { role = 'member', days = INVITE_DAYS, uses = 1 }) {
      const { actor } = context;
      permit(mayInvite(roleOf(actor.role), role));
      const made = invites.making({ role, days, uses, createdBy: actor.userId });
      const url = `${publicUrl()}/register?invite=${made.code}`;
      const entry = audited(context, {
        action: contract.invite.name,
        target: { kind: 'invite', id: made.id },
        details: { role, uses, expiresAt: made.expiresAt },
      });
      return write({ code: made.code, url, expiresAt: made.expiresAt, uses }, [made.statement, entry], []);
    },
  });

  return [me, update, changePassword, people, setRole, setDisabled, invite, statusCommand(users, presence)];
}

const emailTaken: { details: ErrorDetail[] } = {
  details: [{ path: 'email', message: 'belongs to an account already' }],
};
const wrongCurrent: { details: ErrorDetail[] } = { details: [{ path: 'current', message: 'is wrong' }] };

function write(
  data: object,
  statements: readonly Statement[],
  appends: readonly Append[],
  revoke?: Revocation,
  expect: readonly { readonly channel: string; readonly aclVersion: number }[] = [],
): Decision {
  const answer = { kind: 'json', json: JSON.stringify(data) } as const;
  return {
    kind: 'write',
    write: { expect, statements, appends, answer, ...(revoke === undefined ? {} : { revoke }) },
  };
}

function permit(verdict: Verdict): void {
  if (!verdict.allowed) refuse(verdict.code, verdict.message);
}

function actorOf(actor: Identity): Person {
  return { id: actor.userId, role: roleOf(actor.role) };
}

function personOf(user: UserTable): Person & { readonly role: Role } {
  return { id: user.id, role: roleOf(user.role) };
}

function versionOf({ user, aclVersion }: VersionedUser) {
  return { channel: userChannel(user.id), aclVersion };
}
