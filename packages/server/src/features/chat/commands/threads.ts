/** Threads: showing one, those I follow, following and reading them. */
import {
  followThread,
  readThread,
  showThread,
  threads,
} from '@parley/contract/features/chat/commands/threads';
import type { Kysely } from 'kysely';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { mustTakePart } from '../checks.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { originOf, threadFollowed, threadRead } from '../events.ts';
import { placedJson } from '../message-json.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { readBefore, readMessage, readMessages, readSeq as readSeqOf } from '../store/messages.ts';
import { countUnreadReplies, readFollow, readFollowed, readThreadTo, setFollow } from '../store/threads.ts';
import type { ChatTables } from '../tables.ts';
import { followState } from '../threads.ts';
import { noSuchMessage } from './messages.ts';

const DEFAULT_THREADS = 30;
const SHOWN_REPLIES = 50;

export function threadCommands(parts: ChatParts): readonly CommandDef[] {
  const { directory } = parts;
  return [
    decides(showThread, {
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        const { userId } = context.actor;
        const json = await parts.db.snapshot(async (tx: Kysely<ChatTables>) => {
          const root = await readMessage(tx, room.id, input.threadId);
          if (root === null) return null;
          const follow = await readFollow(tx, root.id, userId);
          const readSeqOfMine = follow?.readSeq ?? root.seq;
          const found = await readBefore(tx, room.id, root.id, null, SHOWN_REPLIES + 1);
          const unread = await countUnreadReplies(tx, root.id, readSeqOfMine, userId);
          const rest = { hasOlder: found.length > SHOWN_REPLIES, isFollowing: follow?.isFollowing ?? false };
          const replies = found.slice(0, SHOWN_REPLIES).reverse().map(placedJson).join(',');
          const mine = JSON.stringify({ ...rest, readSeq: readSeqOfMine, unread });
          return `{"root":${placedJson(root)},"replies":[${replies}],${mine.slice(1)}`;
        });
        return { kind: 'reply-json', json: json ?? noSuchMessage() };
      },
    }),

    decides(threads, {
      decide: async (context, input) => {
        const { userId } = context.actor;
        const limit = input.limit ?? DEFAULT_THREADS;
        const [at, id] = decodeCursor(input.cursor, 2);
        const after = at === undefined || id === undefined ? null : { at, id };
        const json = await parts.db.snapshot(async (tx: Kysely<ChatTables>) => {
          const found = await readFollowed(tx, userId, { after, limit: limit + 1 });
          const rows = found.slice(0, limit);
          const roots = await readMessages(
            tx,
            rows.map((row) => row.rootId),
          );
          const items: string[] = [];
          for (const { rootId, roomId, readSeq, unread } of rows) {
            const root = roots.get(rootId);
            if (root === undefined) continue;
            items.push(`{"root":${placedJson(root)},${JSON.stringify({ roomId, readSeq, unread }).slice(1)}`);
          }
          const last = found.length > limit ? rows.at(-1) : undefined;
          const next = last === undefined ? null : encodeCursor(last.lastReplyAt, last.rootId);
          return `{"items":[${items.join(',')}],"next":${JSON.stringify(next)}}`;
        });
        return { kind: 'reply-json', json };
      },
    }),

    decides(followThread, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        mustTakePart(room.standing);
        const { userId } = context.actor;
        const root = await readMessage(reader(parts), room.id, input.threadId);
        if (root === null) noSuchMessage();
        if (root.threadId !== null) refuse('INVALID', 'A thread starts at a message of the main timeline.');
        const known = await readFollow(reader(parts), root.id, userId);
        const readSeqOfMine = known?.readSeq ?? root.seq;
        const state = await followState(parts, room, root.id, userId, readSeqOfMine, input.isOn);
        if ((known?.isFollowing ?? false) === input.isOn) return { kind: 'reply', data: state };
        const follow = {
          userId,
          rootId: root.id,
          roomId: room.id,
          isFollowing: input.isOn,
          readSeq: readSeqOfMine,
        };
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [setFollow(builder(parts), follow)],
            appends: [threadFollowed(originOf(context), userId, state)],
            answer: { kind: 'json', json: JSON.stringify(state) },
          },
        };
      },
    }),

    decides(readThread, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await directory.open(context, input.roomId);
        const { userId } = context.actor;
        const seq = await readSeqOf(reader(parts), room.id, input.messageId);
        const root = await readMessage(reader(parts), room.id, input.threadId);
        if (seq === null || root === null) noSuchMessage();
        const known = await readFollow(reader(parts), root.id, userId);
        const isFollowing = known?.isFollowing ?? false;
        const readTo = Math.max(seq, known?.readSeq ?? root.seq);
        const state = await followState(parts, room, root.id, userId, readTo, isFollowing);
        // Forward only: another device may have read further.
        if (known !== null && known.readSeq >= seq) return { kind: 'reply', data: state };
        const follow = { userId, rootId: root.id, roomId: room.id, readSeq: readTo };
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [readThreadTo(builder(parts), follow)],
            appends: [threadRead(originOf(context), state)],
            answer: { kind: 'json', json: JSON.stringify(state) },
          },
        };
      },
    }),
  ];
}
