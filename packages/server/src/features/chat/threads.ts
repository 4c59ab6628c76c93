/** What an answer in a thread does besides being said: it is counted, and its author and the thread's follow it. */
import type { Append, CommandContext, Statement } from '../../kernel/index.ts';
import { readHead } from '../../platform/db/database.ts';
import type { OpenRoom } from './directory.ts';
import { originOf, threadFollowed } from './events.ts';
import { builder, type ChatParts, reader } from './parts.ts';
import { type RootRow, touchThread } from './store/messages.ts';
import {
  countReply,
  countUnreadReplies,
  followByReply,
  readFollow,
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
  // The author of what is answered follows by themselves, once, and not after they said they don't want to.
  if (root.userId !== userId && (await readFollow(reader(parts), root.id, root.userId)) === null) {
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
  return { statements, appends };
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
