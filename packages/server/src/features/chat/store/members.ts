/** Who is in a room, and the statements that bring people in and take them out. */
import type { RoomRole } from '@parley/contract/features/chat/model';
import { fold } from '@parley/contract/text/fold';
import { type Kysely, sql } from 'kysely';
import type { Param, Statement } from '../../../kernel/index.ts';
import { insert, run } from '../../../platform/db/database.ts';
import { PERSON_COLUMNS, type PersonRow } from '../../accounts/public.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** Usernames are ASCII, so both databases fold them alike; they are unique without regard to case. */
const byName = sql<string>`lower(users.username)`;

function selectMembers(tx: Tx) {
  return tx
    .selectFrom('room_members')
    .innerJoin('users', 'users.id', 'room_members.user_id')
    .select(PERSON_COLUMNS)
    .select(['room_members.role as roomRole', 'room_members.joined_at as joinedAt']);
}

export type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

/** By username, those after `after`; with `q`, whose username or name contains it. */
export async function readMembers(
  tx: Tx,
  roomId: string,
  after: string | null,
  limit: number,
  q?: string,
): Promise<readonly MemberRow[]> {
  let query = selectMembers(tx).where('room_members.room_id', '=', roomId);
  if (after !== null) query = query.where(byName, '>', after.toLowerCase());
  if (q !== undefined) {
    const pattern = `%${fold(q).replace(/[!%_]/g, '!$&')}%`;
    query = query.where(
      sql<boolean>`(users.username_key like ${pattern} escape '!' or users.display_key like ${pattern} escape '!')`,
    );
  }
  return query.orderBy(byName).limit(limit).execute();
}

/** Everybody in it: ids alone, which are cheap also where they are thousands. */
export async function readMemberIds(tx: Tx, roomId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('room_members')
    .select('user_id as userId')
    .where('room_id', '=', roomId)
    .execute();
  return rows.map(({ userId }) => userId);
}

/** The first of the members among these people, by username. At most some ten thousand ids. */
export async function readTheseMembers(
  tx: Tx,
  roomId: string,
  userIds: readonly string[],
  limit: number,
): Promise<readonly MemberRow[]> {
  if (userIds.length === 0) return [];
  return selectMembers(tx)
    .where('room_members.room_id', '=', roomId)
    .where('users.id', 'in', [...userIds])
    .orderBy(byName)
    .limit(limit)
    .execute();
}

/** Those of the people who are in a room with somebody, themselves among them. At most some hundreds of ids. */
/** People by username, in lower case, who are not in the room; who is disabled is nobody. By name. */
export async function readOutsiders(
  tx: Tx,
  roomId: string,
  names: readonly string[],
): Promise<readonly PersonRow[]> {
  return tx
    .selectFrom('users')
    .select(PERSON_COLUMNS)
    .where('users.username_key', 'in', [...names])
    .where('users.disabled', '=', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('room_members')
            .select('room_members.user_id')
            .where('room_members.room_id', '=', roomId)
            .whereRef('room_members.user_id', '=', 'users.id'),
        ),
      ),
    )
    .orderBy('users.username_key')
    .execute();
}

export async function readSharers(
  tx: Tx,
  userId: string,
  others: readonly string[],
): Promise<readonly string[]> {
  if (others.length === 0) return [];
  const rows = await tx
    .selectFrom('room_members as mine')
    .innerJoin('room_members as theirs', 'theirs.room_id', 'mine.room_id')
    .select('theirs.user_id as userId')
    .distinct()
    .where('mine.user_id', '=', userId)
    .where('theirs.user_id', 'in', [...others])
    .execute();
  return rows.map((row) => row.userId);
}

export async function readMember(tx: Tx, roomId: string, userId: string): Promise<MemberRow | null> {
  const row = await selectMembers(tx)
    .where('room_members.room_id', '=', roomId)
    .where('room_members.user_id', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether somebody else owns the room, and who would follow: a moderator before a member, the longest there first. */
export async function readSuccession(
  tx: Tx,
  roomId: string,
  userId: string,
): Promise<{ otherOwner: boolean; successor: { userId: string; role: RoomRole } | null }> {
  const first = await tx
    .selectFrom('room_members')
    .select(['user_id as userId', 'role'])
    .where('room_id', '=', roomId)
    .where('user_id', '<>', userId)
    .orderBy(sql`case role when 'owner' then 0 when 'moderator' then 1 else 2 end`)
    .orderBy('joined_at')
    .orderBy('joined_seq')
    .orderBy('user_id')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return { otherOwner: false, successor: null };
  // The column holds only what the contract's roles allow.
  return {
    otherOwner: first.role === 'owner',
    successor: { userId: first.userId, role: first.role as RoomRole },
  };
}

export interface NewMember {
  readonly roomId: string;
  readonly userId: string;
  readonly role: RoomRole;
  readonly at: string;
  readonly seq: Param;
}

/** Conflicts when they are a member already. The room's `member_count` is the caller's to keep. */
export function insertMember({ roomId, userId, role, at, seq }: NewMember): Statement {
  return insert('room_members', { room_id: roomId, user_id: userId, role, joined_at: at, joined_seq: seq });
}

interface Membership {
  readonly roomId: string;
  readonly userId: string;
  readonly role: RoomRole;
}

/** Conflicts when they are no longer a member with this role. */
export function deleteMember(builder: Tx, { roomId, userId, role }: Membership): Statement {
  return run(
    builder
      .deleteFrom('room_members')
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId)
      .where('role', '=', role),
    1,
  );
}

/** Changes nothing. Conflicts when they are no longer a member with this role. */
export function expectRole(builder: Tx, { roomId, userId, role }: Membership): Statement {
  return changeRole(builder, { roomId, userId, from: role, to: role });
}

/** Changes nothing. Conflicts when they are a member by now. */
export function expectNoMember(builder: Tx, roomId: string, userId: string): Statement {
  return run(
    builder
      .updateTable('room_members')
      .set((set) => ({ role: set.ref('role') }))
      .where('room_id', '=', roomId)
      .where('user_id', '=', userId),
    0,
  );
}

/** Conflicts when their role is no longer `from`. */
export function changeRole(
  builder: Tx,
  member: {
    readonly roomId: string;
    readonly userId: string;
    readonly from: RoomRole;
    readonly to: RoomRole;
  },
): Statement {
  return run(
    builder
      .updateTable('room_members')
      .set({ role: member.to })
      .where('room_id', '=', member.roomId)
      .where('user_id', '=', member.userId)
      .where('role', '=', member.from),
    1,
  );
}

export function countMembers(builder: Tx, roomId: string, difference: 1 | -1): Statement {
  return run(
    builder
      .updateTable('rooms')
      .set((set) => ({ member_count: set('member_count', '+', difference) }))
      .where('id', '=', roomId),
    1,
  );
}
