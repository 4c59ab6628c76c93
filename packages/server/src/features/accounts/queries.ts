/** Reads: the person's own channel, identities, and the list of people. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { inForce } from '@parley/contract/kernel/sanction-words';
import { fold } from '@parley/contract/text/fold';
import { type Kysely, sql } from 'kysely';
import type { ChannelKind, Clock, Identities, Identity, Presences, Snapshot } from '../../kernel/index.ts';
import { type Database, type EntityReader, readHead } from '../../platform/db/database.ts';
import type { Marks } from './policy.ts';
import { PERSON_COLUMNS, type SnapshotPart, toUser } from './public.ts';
import { chosenOf } from './status.ts';
import { type AccountsStore, keyOf, userChannel } from './store.ts';
import type { AccountsTables, UserTable } from './tables.ts';
import { sanctionIn, toMe } from './view.ts';

export function identities(users: AccountsStore, clock: Clock): Identities {
  return {
    async find(userId) {
      const found = await users.arriving(userId);
      return found === null ? null : identityOf(found.user, found.aclVersion, clock.now());
    },
  };
}

function identityOf(user: UserTable, authVersion: number, now: number): Identity {
  const banned = standing(user.banned, now);
  const muted = standing(user.muted, now);
  const chosen = chosenOf(user);
  return {
    userId: user.id,
    username: user.username,
    displayName: user.display_name,
    role: user.role,
    active: user.disabled === 0 && banned === null,
    authVersion,
    ...(chosen === undefined ? {} : { chosen }),
    ...(banned === null ? {} : { banned }),
    ...(muted === null ? {} : { muted }),
  };
}

/** What holds now: an end that has passed needs nobody to notice it. */
export function standing(text: string | null, now: number): Sanction | null {
  const sanction = sanctionIn(text);
  return sanction !== null && inForce(sanction, now) ? sanction : null;
}

/** `user:<id>`: what concerns only one person. Nobody else may read it. */
export function userChannelKind(
  db: Database,
  users: AccountsStore,
  presence: Presences,
  parts: Readonly<Record<string, SnapshotPart>>,
): ChannelKind<null> {
  return {
    kind: 'user',

    async access(id, userId) {
      const found = await (id === userId ? users.arriving(id) : users.versionedUser(id));
      if (found === null) return null;
      return { aclVersion: found.aclVersion, read: id === userId, visibleFromSeq: 1, facts: null };
    },

    snapshot: (id, viewer) =>
      db.snapshot<never, Snapshot>(async (tx) => {
        const own: Kysely<AccountsTables> = tx;
        const { seq } = await readHead(own, userChannel(id));
        const user = await own.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        const properties = [`"user":${JSON.stringify(toMe(user, presence))}`];
        for (const [name, read] of Object.entries(parts)) {
          properties.push(`${JSON.stringify(name)}:${await read(tx, viewer)}`);
        }
        return { seq, json: `{${properties.join(',')}}` };
      }),
  };
}

/** What `user:updated` carries: the log keeps the name only, so an address that was changed is nowhere in it. */
export function userEntity(presence: Presences): EntityReader {
  return {
    kind: 'user',
    async read(tx, ids) {
      const own: Kysely<AccountsTables> = tx;
      const rows = await own
        .selectFrom('users')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map((row) => [row.id, userUpdatedJson(row, presence)]));
    },
  };
}

export function userUpdatedJson(user: UserTable, presence: Presences): string {
  return JSON.stringify({ user: toMe(user, presence) });
}

export interface PeopleQuery {
  readonly q: string | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly marks: Marks;
  /** Only those who are, or were, muted or banned. */
  readonly sanctioned?: boolean;
}

export interface PeoplePage {
  readonly items: readonly User[];
  readonly next: string | null;
}

/** People in the order of their usernames, whose username or name contains `q`. */
export async function listPeople(db: Database, presence: Presences, query: PeopleQuery): Promise<PeoplePage> {
  let select = db
    .reader<AccountsTables>()
    .selectFrom('users')
    .select(PERSON_COLUMNS)
    .select(['users.muted', 'users.banned'])
    .orderBy('username_key')
    .limit(query.limit + 1);
  if (query.marks !== 'all') select = select.where('disabled', '=', 0);
  if (query.sanctioned) {
    select = select.where((where) =>
      where.or([where('muted', 'is not', null), where('banned', 'is not', null)]),
    );
  }
  if (query.cursor !== undefined) select = select.where('username_key', '>', decodeCursor(query.cursor));
  const wanted = fold(query.q ?? '');
  if (wanted !== '') {
    const pattern = `%${wanted.replace(/[!%_]/g, '!$&')}%`;
    select = select.where(
      sql<boolean>`(username_key like ${pattern} escape '!' or display_key like ${pattern} escape '!')`,
    );
  }
  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toPerson(row, presence, query.marks)),
    next: rows.length > page.length && last !== undefined ? encodeCursor(keyOf(last.username)) : null,
  };
}

type Row = Parameters<typeof toUser>[0] & Pick<UserTable, 'disabled' | 'muted' | 'banned'>;

/** With what those may know who look after people. */
export function toPerson(row: Row, presence: Presences, marks: Marks): User {
  const user = toUser(row, presence);
  if (marks === 'none') return user;
  const muted = sanctionIn(row.muted);
  const banned = sanctionIn(row.banned);
  return {
    ...user,
    ...(marks === 'all' && row.disabled === 1 ? { disabled: true } : {}),
    ...(muted === null ? {} : { muted }),
    ...(banned === null ? {} : { banned }),
  };
}

const encodeCursor = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');
const decodeCursor = (cursor: string): string => printable(Buffer.from(cursor, 'base64url').toString('utf8'));
/** Databases disagree about what a text with a NUL is. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
