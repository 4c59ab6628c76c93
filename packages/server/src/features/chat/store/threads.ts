/** Threads: their answers counted, and who follows them how far. */
import { type Kysely, sql } from 'kysely';
import type { Param, Statement } from '../../../kernel/index.ts';
import { run } from '../../../platform/db/database.ts';
import type { ChatTables } from '../tables.ts';

type Tx = Kysely<ChatTables>;

/** What the message a thread hangs on tells of it. */
export interface ThreadSummary {
  /** Undeleted. */
  readonly replies: number;
  /** ISO 8601. */
  readonly lastReplyAt: string;
  /** The first to answer, at most `MAX_REPLIERS`. */
  readonly repliers: readonly string[];
}

export const MAX_REPLIERS = 5;
/** Counting stops here, as it does for rooms. */
export const THREAD_UNREAD_CAP = 1_000;

/** Of those messages that have a thread. */
export async function readThreads(
  tx: Tx,
  rootIds: readonly string[],
): Promise<ReadonlyMap<string, ThreadSummary>> {
  if (rootIds.length === 0) return new Map();
  const threads = await tx
    .selectFrom('threads')
    .select(['root_id as rootId', 'replies', 'last_reply_at as lastReplyAt'])
    .where('root_id', 'in', [...rootIds])
    .execute();
  const rows = await tx
    .selectFrom('thread_follows')
    .select(['root_id as rootId', 'user_id as userId'])
    .where('root_id', 'in', [...rootIds])
    .where('first_reply_seq', 'is not', null)
    .orderBy('first_reply_seq')
    .execute();
  const repliers = new Map<string, string[]>();
  for (const { rootId, userId } of rows) {
    const known = repliers.get(rootId);
    if (known === undefined) repliers.set(rootId, [userId]);
    else if (known.length < MAX_REPLIERS) known.push(userId);
  }
  return new Map(
    threads.map(({ rootId, replies, lastReplyAt }) => [
      rootId,
      { replies, lastReplyAt, repliers: repliers.get(rootId) ?? [] },
    ]),
  );
}

export interface Reply {
  readonly rootId: string;
  readonly roomId: string;
  readonly userId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly seq: Param;
}

/** One more answer. */
export function countReply(builder: Tx, { rootId, roomId, at }: Reply): Statement {
  return run(
    builder
      .insertInto('threads')
      .values({ root_id: rootId, room_id: roomId, replies: 1, last_reply_at: at })
      .onConflict((conflict) =>
        conflict
          .column('root_id')
          .doUpdateSet({ replies: sql<number>`threads.replies + 1`, last_reply_at: at }),
      ),
    1,
  );
}

/** One answer less. */
export function uncountReply(builder: Tx, rootId: string): Statement {
  return run(
    builder.updateTable('threads').set({ replies: sql<number>`replies - 1` }).where('root_id', '=', rootId),
    1,
  );
}

/** Who answers follows from then on, and has read what was there. */
export function followByReply(builder: Tx, { rootId, roomId, userId, seq }: Reply): Statement {
  const said = sql<number>`${seq}`;
  return run(
    builder
      .insertInto('thread_follows')
      .values({
        user_id: userId,
        root_id: rootId,
        room_id: roomId,
        is_following: 1,
        read_seq: said,
        first_reply_seq: said,
      })
      .onConflict((conflict) =>
        conflict.columns(['user_id', 'root_id']).doUpdateSet({
          is_following: 1,
          read_seq: said,
          first_reply_seq: sql<number>`coalesce(thread_follows.first_reply_seq, ${seq})`,
        }),
      ),
    1,
  );
}

export interface Follow {
  readonly userId: string;
  readonly rootId: string;
  readonly roomId: string;
  readonly isFollowing: boolean;
  readonly readSeq: number;
}

/** Follows, or no longer; what was read stays read. */
export function setFollow(builder: Tx, { userId, rootId, roomId, isFollowing, readSeq }: Follow): Statement {
  const value = isFollowing ? 1 : 0;
  return run(
    builder
      .insertInto('thread_follows')
      .values({ user_id: userId, root_id: rootId, room_id: roomId, is_following: value, read_seq: readSeq })
      .onConflict((conflict) =>
        conflict.columns(['user_id', 'root_id']).doUpdateSet({ is_following: value }),
      ),
    1,
  );
}

/** For who has nothing to do with the thread yet: conflicts when they have meanwhile. */
export function beginFollow(
  builder: Tx,
  { userId, rootId, roomId, readSeq }: Omit<Follow, 'isFollowing'>,
): Statement {
  return run(
    builder
      .insertInto('thread_follows')
      .values({ user_id: userId, root_id: rootId, room_id: roomId, is_following: 1, read_seq: readSeq })
      .onConflict((conflict) => conflict.columns(['user_id', 'root_id']).doNothing()),
    1,
  );
}

/** For who read it, or followed it once: conflicts when that changed meanwhile. */
export function resumeFollow(
  builder: Tx,
  { userId, rootId, readSeq }: Omit<Follow, 'isFollowing'>,
): Statement {
  return run(
    builder
      .updateTable('thread_follows')
      .set({ is_following: 1 })
      .where('user_id', '=', userId)
      .where('root_id', '=', rootId)
      .where('is_following', '=', 0)
      .where('read_seq', '=', readSeq),
    1,
  );
}

/** Forward only: conflicts when more was read meanwhile. Reading alone makes nobody a follower. */
export function readThreadTo(
  builder: Tx,
  { userId, rootId, roomId, readSeq }: Omit<Follow, 'isFollowing'>,
): Statement {
  return run(
    builder
      .insertInto('thread_follows')
      .values({ user_id: userId, root_id: rootId, room_id: roomId, is_following: 0, read_seq: readSeq })
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'root_id'])
          .doUpdateSet({ read_seq: readSeq })
          .where('thread_follows.read_seq', '<', readSeq),
      ),
    1,
  );
}

/** What somebody is to a thread; null when nothing is known of them there. */
export async function readFollow(tx: Tx, rootId: string, userId: string) {
  const row = await tx
    .selectFrom('thread_follows')
    .select(['is_following as isFollowing', 'read_seq as readSeq'])
    .where('user_id', '=', userId)
    .where('root_id', '=', rootId)
    .executeTakeFirst();
  return row === undefined ? null : { isFollowing: row.isFollowing === 1, readSeq: row.readSeq };
}

/** Members of the room among these people, with what they are to a thread: `isFollowing` is null where nothing is known of them. */
export async function readNamedFollows(tx: Tx, roomId: string, rootId: string, userIds: readonly string[]) {
  const rows = await tx
    .selectFrom('room_members')
    .leftJoin('thread_follows', (join) =>
      join
        .onRef('thread_follows.user_id', '=', 'room_members.user_id')
        .on('thread_follows.root_id', '=', rootId),
    )
    .select([
      'room_members.user_id as userId',
      'thread_follows.is_following as isFollowing',
      'thread_follows.read_seq as readSeq',
    ])
    .where('room_members.room_id', '=', roomId)
    .where('room_members.user_id', 'in', [...userIds])
    .orderBy('room_members.user_id')
    .execute();
  return rows.map(({ userId, isFollowing, readSeq }) => ({
    userId,
    known: isFollowing === null || readSeq === null ? null : { isFollowing: isFollowing === 1, readSeq },
  }));
}

/** Undeleted answers by others after `after`. */
export async function countUnreadReplies(
  tx: Tx,
  rootId: string,
  after: number,
  viewerId: string,
): Promise<number> {
  const row = await tx
    .selectFrom((from) =>
      from
        .selectFrom('messages')
        .select('messages.id')
        .where('thread_id', '=', rootId)
        .where('seq', '>', after)
        .where('deleted_at', 'is', null)
        .where('user_id', '<>', viewerId)
        .limit(THREAD_UNREAD_CAP)
        .as('unread'),
    )
    .select((fields) => fields.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The same for a query over `thread_follows`. */
function unreadReplies(viewerId: string) {
  return sql<number>`(select cast(count(*) as integer) from (select 1 from messages m
    where m.thread_id = thread_follows.root_id and m.seq > thread_follows.read_seq and m.deleted_at is null
    and m.user_id <> ${viewerId} limit ${sql.lit(THREAD_UNREAD_CAP)}) unread)`;
}

/** Threads somebody follows in rooms they are a member of, the one answered last first. */
export async function readFollowed(
  tx: Tx,
  userId: string,
  {
    after,
    limit,
  }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number },
) {
  let query = tx
    .selectFrom('thread_follows')
    .innerJoin('threads', 'threads.root_id', 'thread_follows.root_id')
    .innerJoin('room_members', (join) =>
      join
        .onRef('room_members.room_id', '=', 'thread_follows.room_id')
        .onRef('room_members.user_id', '=', 'thread_follows.user_id'),
    )
    .leftJoin('channels', (join) =>
      join.on('channels.id', '=', sql<string>`'room:' || thread_follows.room_id`),
    )
    .select([
      'thread_follows.root_id as rootId',
      'thread_follows.room_id as roomId',
      'thread_follows.read_seq as readSeq',
      'threads.last_reply_at as lastReplyAt',
      'channels.head_seq as headSeq',
      unreadReplies(userId).as('unread'),
    ])
    .where('thread_follows.user_id', '=', userId)
    .where('thread_follows.is_following', '=', 1);
  if (after !== null) {
    query = query.where((where) =>
      where.or([
        where('threads.last_reply_at', '<', after.at),
        where.and([
          where('threads.last_reply_at', '=', after.at),
          where('thread_follows.root_id', '<', after.id),
        ]),
      ]),
    );
  }
  return query
    .orderBy('threads.last_reply_at', 'desc')
    .orderBy('thread_follows.root_id', 'desc')
    .limit(limit)
    .execute();
}
