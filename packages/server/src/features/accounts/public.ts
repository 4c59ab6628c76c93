/** What other features may use of accounts: people as they show them, and the two places where they contribute. */
import type { Role, User } from '@parley/contract/features/accounts/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import type { Kysely } from 'kysely';
import type { CommandContext, Identity, Presences, Write, WriteSet } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { customStatusOf } from './status.ts';
import type { AccountsTables, UserTable } from './tables.ts';

export { imposedSanction } from './imposing.ts';
export { moderates, roleOf } from './policy.ts';

/** What others may read of a person in their own queries; join `users` on its `id`. */
export type PersonRow = Pick<
  UserTable,
  | 'id'
  | 'username'
  | 'display_name'
  | 'role'
  | 'avatar_url'
  | 'disabled'
  | 'last_seen_at'
  | 'status_text'
  | 'status_emoji'
  | 'status_until'
>;

/** The table `users` as other features see it: never written by them. */
export interface PeopleTables {
  users: PersonRow & Pick<UserTable, 'username_key' | 'display_key'>;
}

/** The columns of a `PersonRow`, for a select that joins. */
export const PERSON_COLUMNS = [
  'users.id',
  'users.username',
  'users.display_name',
  'users.role',
  'users.avatar_url',
  'users.disabled',
  'users.last_seen_at',
  'users.status_text',
  'users.status_emoji',
  'users.status_until',
] as const;

/** A person on the wire, present as they are now. `disabled` is added only by lists that may tell it. */
export function toUser(row: Omit<PersonRow, 'disabled'>, presence: Presences): User {
  const { status, lastSeenAt } = presence.of(row.id);
  const customStatus = customStatusOf(row);
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    // The column holds only what the contract's roles allow: every write goes through them.
    role: row.role as Role,
    avatarUrl: row.avatar_url,
    status,
    lastSeenAt: lastSeenAt ?? row.last_seen_at,
    ...(customStatus === undefined ? {} : { customStatus }),
  };
}

/** Somebody by their username, unless their account is disabled. */
export async function readPersonNamed(
  db: Database,
  username: string,
): Promise<{ readonly id: string; readonly username: string } | null> {
  const row = await db
    .reader<Pick<AccountsTables, 'users'>>()
    .selectFrom('users')
    .select(['id', 'username'])
    .where('username_key', '=', username.toLowerCase())
    .where('disabled', '=', 0)
    .executeTakeFirst();
  return row ?? null;
}

/** People by id, in the snapshot `tx` reads; who doesn't exist is absent. At most some hundreds of ids. */
export async function readPeople(
  tx: Kysely<PeopleTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('users')
    .select(PERSON_COLUMNS)
    .where('users.id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who is just being registered; their row is written before what contributions write. */
export interface NewPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly avatarUrl: string | null;
  /** ISO 8601: when they register. */
  readonly at: string;
}

/** What another feature writes in the same write set; a `seqOf` counts the contribution's own appends. */
export type Contribution = Pick<WriteSet, 'expect' | 'statements' | 'appends'>;

/** Asked at every registration, and again after a conflict. */
export type OnRegister = (person: NewPerson) => Promise<Contribution>;

/** A property of the snapshot of `user:<id>`, as JSON, read in the snapshot `tx`. */
export type SnapshotPart = (tx: Kysely<never>, viewer: Identity) => Promise<string>;

export type SanctionKind = 'muted' | 'banned';

/** What a change of a person's sanctions writes; null when it is so already. */
export interface SanctionChange {
  readonly user: User;
  readonly write: Pick<Write, 'expect' | 'statements' | 'appends' | 'revoke'> | null;
}

export interface SanctionedQuery {
  readonly cursor: string | undefined;
  readonly limit: number;
  /** Who asks: what they are told of others' accounts is by their role. */
  readonly role: Role;
}

export interface Sanctions {
  /** Refuses with NOT_FOUND and FORBIDDEN. `sanction` null lifts it. A ban ends every sign-in. */
  change(
    context: CommandContext,
    userId: string,
    kind: SanctionKind,
    sanction: Sanction | null,
  ): Promise<SanctionChange>;
  /** Whom one holds for now, by username; a page may be short of `limit` though there is a next one. Asks no policy. */
  list(query: SanctionedQuery): Promise<{ readonly items: readonly User[]; readonly next: string | null }>;
}
