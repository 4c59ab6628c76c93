/** How far one has read. */
import { read } from '@parley/contract/features/chat/commands/reading';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { originOf, readMyself } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { readSeq } from '../store/messages.ts';
import { countUnread, markRead, readMark } from '../store/reads.ts';
import { noSuchMessage } from './messages.ts';

export function readingCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(read, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const { userId } = context.actor;
        const seq = await readSeq(reader(parts), room.id, input.messageId);
        if (seq === null) noSuchMessage();
        const mark = await readMark(reader(parts), room.id, userId);
        if (mark === null) refuse('FORBIDDEN', 'You are not a member of this room. Join it first.');
        const { readSeq: known, joinedSeq } = mark;
        const after = Math.max(seq, known ?? 0, joinedSeq);
        const unread = await countUnread(reader(parts), room.id, after, userId);
        // Forward only: another device may have read further.
        if (known !== null && known >= seq) return { kind: 'reply', data: { unread } };
        const { messageId } = input;
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [markRead(builder(parts), { userId, roomId: room.id, messageId, seq })],
            appends: [readMyself(originOf(context), { roomId: room.id, messageId, unread })],
            answer: { kind: 'json', json: JSON.stringify({ unread }) },
            signals: [
              { channel: room.channel, type: 'chat:read', data: { roomId: room.id, userId, messageId } },
            ],
          },
        };
      },
    }),
  ];
}
