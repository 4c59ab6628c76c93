/** SQL of accounts: reads, and the statements that write sets are made of. */
import { type Kysely, sql } from 'kysely';
import type { Statement } from '../../kernel/index.ts';
import { type Database, insert, run } from '../../platform/db/database.ts';
import { gathered } from './gathered.ts';
import type { AccountsTables, UserTable } from './tables.ts';

type Tx = Kysely<AccountsTables>;

/** A person and the `aclVersion` of their channel, of one snapshot. */
export interface VersionedUser {
  readonly user: UserTable;
  readonly aclVersion: number;
}

export function userChannel(userId: string): string {
  return `user:${userId}`;
}

/** Names and addresses are unique and looked up without regard to case. */
export function keyOf(text: string): string {
  return text.trim().toLowerCase();
}

export type AccountsStore = ReturnType<typeof accountsStore>;

export function accountsStore(db: Database) {
  const reads = db.reader<AccountsTables>();
  const writes = db.builder<AccountsTables>();

  return {
    userById: (id: string): Promise<UserTable | undefined> =>
      reads.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst(),

    /** By username or e-mail address: usernames have no `@`. */
    userByLogin: async (login: string): Promise<UserTable | undefined> => {
      const key = keyOf(login);
      // No name has one, and databases disagree about what a text with a NUL is.
      if (/\p{Cc}/u.test(key)) return undefined;
      const column = key.includes('@') ? 'email_key' : 'username_key';
      return reads.selectFrom('users').selectAll().where(column, '=', key).executeTakeFirst();
    },

    versionedUser: (id: string): Promise<VersionedUser | null> => versionedUser(reads, id),

    /** The same for somebody who is signed in: of many at once a few reads. */
    arriving: gathered((ids) => versionedUsers(reads, ids)),

    /** The target, and another active owner: whoever takes an owner away expects that one to stay. */
    userAndOtherOwner: (id: string) =>
      db.snapshot<AccountsTables, { target: VersionedUser | null; otherOwner: VersionedUser | null }>(
        async (tx) => {
          const other = await tx
            .selectFrom('users')
            .select('id')
            .where('role', '=', 'owner')
            .where('disabled', '=', 0)
            .where('id', '<>', id)
            .orderBy('id')
            .limit(1)
            .executeTakeFirst();
          return {
            target: await versionedUser(tx, id),
            otherOwner: other === undefined ? null : await versionedUser(tx, other.id),
          };
        },
      ),

    /** Which of the two somebody else has already. */
    taken: async (
      names: { readonly username?: string; readonly email?: string },
      exceptId = '',
    ): Promise<{ username: boolean; email: boolean }> => {
      const username = names.username === undefined ? null : keyOf(names.username);
      const email = names.email === undefined ? null : keyOf(names.email);
      const rows = await reads
        .selectFrom('users')
        .select(['username_key', 'email_key'])
        .where((eb) => eb.or([eb('username_key', '=', username ?? ''), eb('email_key', '=', email ?? '')]))
        .where('id', '<>', exceptId)
        .execute();
      return {
        username: rows.some((row) => row.username_key === username),
        email: rows.some((row) => row.email_key === email),
      };
    },

    insertUser: (user: UserTable): Statement => insert('users', { ...user }),

    updateUser: (id: string, changes: Partial<UserTable>): Statement =>
      run(writes.updateTable('users').set(changes).where('id', '=', id), 1),

    /** Only while the password is still the one that was checked. */
    replacePassword: (id: string, from: string, to: string): Statement =>
      run(
        writes
          .updateTable('users')
          .set({ password_hash: to })
          .where('id', '=', id)
          .where('password_hash', '=', from),
        1,
      ),

    seen: (id: string, at: string): Statement =>
      run(
        writes
          .updateTable('users')
          .set({ last_seen_at: at })
          .where('id', '=', id)
          .where((eb) => eb.or([eb('last_seen_at', 'is', null), eb('last_seen_at', '<', at)])),
      ),
  };
}

export async function versionedUser(tx: Tx, id: string): Promise<VersionedUser | null> {
  return (await versionedUsers(tx, [id])).get(id) ?? null;
}

/** One statement, which is one snapshot: everybody who connects is looked up so. */
async function versionedUsers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, VersionedUser>> {
  const rows = await tx
    .selectFrom('users')
    .leftJoin('channels', (join) => join.on('channels.id', '=', sql<string>`'user:' || users.id`))
    .selectAll('users')
    .select('channels.acl_version as aclVersion')
    .where('users.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ aclVersion, ...user }) => [user.id, { user, aclVersion: aclVersion ?? 0 }]));
}
