/** How far one has read, forwards and back. */
import { markUnread, read } from '@parley/contract/features/chat/commands/reading';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import type { OpenRoom } from '../directory.ts';
import { markedUnreadMyself, originOf, readMyself } from '../events.ts';
import { MAX_TOLD_MEMBERS } from '../limits.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { readPlaceBefore, readSeq } from '../store/messages.ts';
import { countLeft, holdUnread, markRead, readMark } from '../store/reads.ts';
import { noSuchMessage } from './messages.ts';

export function readingCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(read, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const { userId } = context.actor;
        const { messageId, auto = false } = input;
        const seq = await readSeq(reader(parts), room.id, messageId);
        if (seq === null) noSuchMessage();
        const mark = await markOrRefuse(parts, room, userId);
        const { readSeq: known, joinedSeq, held, tells } = mark;
        const stays = (known !== null && known >= seq) || (auto && held);
        const after = Math.max(stays ? 0 : seq, known ?? 0, joinedSeq);
        const left = await countLeft(reader(parts), room.id, after, userId);
        // Forward only, because another device may have read further; and not against one's own word.
        if (stays) return { kind: 'reply', data: { ...left } };
        const signal = { roomId: room.id, userId, messageId, seq };
        const receiptAt = tells ? context.at : null;
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [
              markRead(builder(parts), { userId, roomId: room.id, messageId, seq, auto, receiptAt }),
            ],
            appends: [readMyself(originOf(context), { roomId: room.id, messageId, ...left })],
            answer: { kind: 'json', json: JSON.stringify(left) },
            signals:
              tells && room.memberCount <= MAX_TOLD_MEMBERS
                ? [{ channel: room.channel, type: 'chat:read', data: signal }]
                : [],
          },
        };
      },
    }),

    decides(markUnread, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const { userId } = context.actor;
        const { messageId } = input;
        const first = await readSeq(reader(parts), room.id, messageId);
        if (first === null) noSuchMessage();
        const { joinedSeq } = await markOrRefuse(parts, room, userId);
        const last = await readPlaceBefore(reader(parts), room.id, first);
        const seq = last?.seq ?? 0;
        // What was said before one came is not unread to one, marked or not.
        const left = await countLeft(reader(parts), room.id, Math.max(seq, joinedSeq), userId);
        const mark = { userId, roomId: room.id, messageId: last?.id ?? '', seq };
        const told = { roomId: room.id, messageId, lastReadId: last?.id ?? null, ...left };
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [holdUnread(builder(parts), mark)],
            appends: [markedUnreadMyself(originOf(context), told)],
            answer: { kind: 'json', json: JSON.stringify(left) },
          },
        };
      },
    }),
  ];
}

async function markOrRefuse(parts: ChatParts, room: OpenRoom, userId: string) {
  const mark = await readMark(reader(parts), room.id, userId);
  return mark ?? refuse('FORBIDDEN', 'You are not a member of this room. Join it first.');
}
