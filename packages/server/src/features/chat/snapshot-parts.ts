/** What chat puts into the snapshot of a person's own channel. */
import type { ThreadState } from '@parley/contract/features/chat/model';
import type { SnapshotPart } from '../accounts/public.ts';
import { readCategories } from './store/preferences.ts';
import { readTells } from './store/receipts.ts';
import { readMyRooms } from './store/rooms.ts';
import { chatIn } from './store/snapshot.ts';
import { readFollowed } from './store/threads.ts';
import { showRooms, type Views } from './views.ts';

/** As `chat:rooms` lists them, at most this many: the rest is asked for there. */
const SNAPSHOT_ROOMS = 200;

export function myRoomsPart(views: Views): SnapshotPart {
  return async (tx, viewer) => {
    const chat = chatIn(tx);
    const rows = await readMyRooms(chat, viewer.userId, { after: null, limit: SNAPSHOT_ROOMS });
    return JSON.stringify(await showRooms(chat, rows, views));
  };
}

/** My categories of rooms, in my order. */
export const myCategoriesPart: SnapshotPart = async (tx, viewer) => {
  const { categories } = await readCategories(chatIn(tx), viewer.userId);
  return JSON.stringify(categories);
};

/** As `chat:my-preferences` answers. */
export const myChatPreferencesPart: SnapshotPart = async (tx, viewer) => {
  const receipts = await readTells(chatIn(tx), viewer.userId);
  return JSON.stringify({ receipts });
};

/** Followed threads the snapshot tells of: those answered last. */
const SNAPSHOT_THREADS = 200;

/** The threads I follow, each with what is unread, in the snapshot of `user:<id>`. */
export const myThreadsPart: SnapshotPart = async (tx, { userId }) => {
  const chat = chatIn(tx);
  const rows = await readFollowed(chat, userId, { after: null, limit: SNAPSHOT_THREADS });
  const threads = rows.map(
    ({ rootId, roomId, readSeq, unread, headSeq }): ThreadState => ({
      roomId,
      threadId: rootId,
      isFollowing: true,
      readSeq,
      unread,
      asOf: headSeq ?? 0,
    }),
  );
  return JSON.stringify(threads);
};
