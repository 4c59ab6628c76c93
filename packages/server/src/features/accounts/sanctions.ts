/** Mutes and bans of the whole server: kept with the person, read with who they are, so that no cache knows better. */
import type { User } from '@parley/contract/features/accounts/model';
import { inForce } from '@parley/contract/kernel/sanction-words';
import { type Clock, type Presences, refuse } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { userUpdated } from './events.ts';
import type { Liveness } from './liveness.ts';
import type { LoginStore } from './login-store.ts';
import { marksFor, maySanction, roleOf } from './policy.ts';
import type { Sanctions } from './public.ts';
import { listPeople, toPerson } from './queries.ts';
import { type AccountsStore, userChannel } from './store.ts';
import type { UserTable } from './tables.ts';

export interface SanctionDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly presence: Presences;
  readonly users: AccountsStore;
  readonly logins: LoginStore;
  readonly liveness: Liveness;
}

export function createSanctions({ db, clock, presence, users, logins, liveness }: SanctionDeps): Sanctions {
  return {
    async list({ cursor, limit, role }) {
      const page = await listPeople(db, presence, {
        q: undefined,
        cursor,
        limit,
        marks: marksFor(role),
        sanctioned: true,
      });
      const items = page.items.map((user) => withStanding(user, clock.now()));
      return { items: items.filter(({ muted, banned }) => muted || banned), next: page.next };
    },

    async change(context, userId, kind, sanction) {
      const found = await users.versionedUser(userId);
      if (found === null) return refuse('NOT_FOUND', 'There is no such person.');
      const { user, aclVersion } = found;
      const actor = { id: context.actor.userId, role: roleOf(context.actor.role) };
      const verdict = maySanction(actor, { id: user.id, role: roleOf(user.role) });
      if (!verdict.allowed) return refuse(verdict.code, verdict.message);
      const text = sanction === null ? null : JSON.stringify(sanction);
      const after: UserTable = { ...user, [kind]: text };
      const shown = toPerson(after, presence, 'all');
      if (user[kind] === text) return { user: shown, write: null };
      const expect = [{ channel: userChannel(userId), aclVersion }];
      const statements = [users.updateUser(userId, { [kind]: text })];
      const appends = [userUpdated({ actor: context.actor.userId, at: context.at }, after, presence)];
      if (kind === 'muted' || sanction === null || !inForce(sanction, clock.now())) {
        return { user: shown, write: { expect, statements, appends } };
      }
      liveness.ending({ userId });
      statements.push(logins.endLogins(userId, 'banned', context.at));
      return {
        user: shown,
        write: { expect, statements, appends, revoke: { userId, code: 'banned', sanction } },
      };
    },
  };
}

/** Without those that have ended. */
function withStanding({ muted, banned, ...user }: User, now: number): User {
  return {
    ...user,
    ...(muted !== undefined && inForce(muted, now) ? { muted } : {}),
    ...(banned !== undefined && inForce(banned, now) ? { banned } : {}),
  };
}
