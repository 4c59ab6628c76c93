/** What an answer in a thread does besides being said: it is counted, and followed by its author, the thread's and whom it names. */
import type { Append, CommandContext, Statement } from '../../kernel/index.ts';
import { readHead } from '../../platform/db/database.ts';
import type { OpenRoom } from './directory.ts';
import { originOf, threadFollowed } from './events.ts';
import { builder, type ChatParts, reader } from './parts.ts';
import { type RootRow, touchThread } from './store/messages.ts';
import {
  beginFollow,
  countReply,
  countUnreadReplies,
  followByReply,
  readFollow,
  readNamedFollows,
  resumeFollow,
  setFollow,
  uncountReply,
} from './store/threads.ts';

/** Of a message of the main timeline. */
export const NO_THREAD = { statements: [], appends: [] } as const;

/** What is beside the message's own statement and append, whose seq is that of append 0. */
export async function answered(
  parts: ChatParts,
  context: CommandContext,
  room: OpenRoom,
  root: RootRow,
  named: readonly string[],
): Promise<{ readonly statements: readonly Statement[]; readonly appends: readonly Append[] }> {
  const { userId } = context.actor;
  const build = builder(parts);
  const reply = { rootId: root.id, roomId: room.id, userId, at: context.at, seq: { seqOf: 0 } };
  const statements = [countReply(build, reply), touchThread(build, root.id), followByReply(build, reply)];
  const appends: Append[] = [];
  const origin = originOf(context);
  const mine = await readFollow(reader(parts), root.id, userId);
  if (mine?.isFollowing !== true) {
    appends.push(
      threadFollowed(
        origin,
        userId,
        await followState(parts, room, root.id, userId, mine?.readSeq ?? root.seq),
      ),
    );
  }
  const byName = await followedByName(parts, context, room, root, named);
  // The author of what is answered follows by themselves, once, and not after they said they don't want to.
  const isNamed = byName.userIds.includes(root.userId);
  if (
    !isNamed &&
    root.userId !== userId &&
    (await readFollow(reader(parts), root.id, root.userId)) === null
  ) {
    const follow = {
      userId: root.userId,
      rootId: root.id,
      roomId: room.id,
      isFollowing: true,
      readSeq: root.seq,
    };
    statements.push(setFollow(build, follow));
    appends.push(
      threadFollowed(origin, root.userId, await followState(parts, room, root.id, root.userId, root.seq)),
    );
  }
  return {
    statements: [...statements, ...byName.statements],
    appends: [...appends, ...byName.appends],
  };
}

/**
 * Members of the room whom an answer names follow its thread from there on, whatever they said before: somebody turned to
 * them. `@room` and `@here` name nobody here. Who comes to it anew has read what was said before; `before` is the seq of
 * that, or the present.
 */
export async function followedByName(
  parts: ChatParts,
  context: CommandContext,
  room: OpenRoom,
  root: RootRow,
  named: readonly string[],
  before?: number,
): Promise<{
  readonly userIds: readonly string[];
  readonly statements: readonly Statement[];
  readonly appends: readonly Append[];
}> {
  const others = named.filter((id) => id !== context.actor.userId);
  if (others.length === 0) return { userIds: [], statements: [], appends: [] };
  const build = builder(parts);
  const states = await parts.db.snapshot(async (tx: ReturnType<typeof reader>) => {
    const { seq: asOf } = await readHead(tx, room.channel);
    const members = await readNamedFollows(tx, room.id, root.id, others);
    return Promise.all(
      members
        .filter(({ known }) => known?.isFollowing !== true)
        .map(async ({ userId, known }) => {
          const readSeq = known?.readSeq ?? before ?? asOf;
          const unread = await countUnreadReplies(tx, root.id, readSeq, userId);
          return { userId, isNew: known === null, readSeq, unread, asOf };
        }),
    );
  });
  const follows = states.map(({ userId, isNew, readSeq }) =>
    (isNew ? beginFollow : resumeFollow)(build, { userId, rootId: root.id, roomId: room.id, readSeq }),
  );
  const appends = states.map(({ userId, readSeq, unread, asOf }) =>
    threadFollowed(originOf(context), userId, {
      roomId: room.id,
      threadId: root.id,
      isFollowing: true,
      readSeq,
      unread,
      asOf,
    }),
  );
  return { userIds: states.map(({ userId }) => userId), statements: follows, appends };
}

/** What the deletion of an answer does to its thread; it is the write set's `append`-th. */
export function unanswered(parts: ChatParts, rootId: string, append = 0): readonly Statement[] {
  return [uncountReply(builder(parts), rootId), touchThread(builder(parts), rootId, append)];
}

/** How far somebody has read a thread, counted in one snapshot with the room's seq it is true for. */
export async function followState(
  parts: ChatParts,
  room: OpenRoom,
  threadId: string,
  userId: string,
  readSeq: number,
  isFollowing = true,
) {
  return parts.db.snapshot(async (tx: ReturnType<typeof reader>) => {
    const { seq: asOf } = await readHead(tx, room.channel);
    const unread = await countUnreadReplies(tx, threadId, readSeq, userId);
    return { roomId: room.id, threadId, isFollowing, readSeq, unread, asOf };
  });
}
