/** Who has got and read what was said, as far as they let others know. */
import {
  delivered,
  preferences,
  receipts,
  setPreferences,
} from '@parley/contract/features/chat/commands/receipts';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { toUser } from '../../accounts/public.ts';
import type { OpenRoom } from '../directory.ts';
import { originOf, receiptsChanged } from '../events.ts';
import { MAX_TOLD_MEMBERS } from '../limits.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { readMessage } from '../store/messages.ts';
import { readReaders, readTells, saveTells } from '../store/receipts.ts';
import { noSuchMessage } from './messages.ts';

const MAX_READERS = 50;

/** Also where nothing more is said. */
function mustBeMember({ standing }: OpenRoom): void {
  if (standing.roomRole === null) {
    refuse('FORBIDDEN', 'You are not a member of this room. Join it first.');
  }
}

export function receiptCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(receipts, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        mustBeMember(room);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null || message.deletedAt !== null) noSuchMessage();
        const { seq, userId: authorId } = message;
        const found = await readReaders(reader(parts), { roomId: room.id, seq, authorId }, MAX_READERS);
        const items = found.rows.map(({ at, ...person }) => ({
          user: toUser(person, parts.views.presence),
          at,
        }));
        return { kind: 'reply', data: { count: found.count, items } };
      },
    }),

    // Reads nothing: what somebody says of their own device is theirs to say.
    decides(delivered, {
      decide: async (context, { roomId, messageId, seq }) => {
        const room = await parts.directory.open(context, roomId);
        mustBeMember(room);
        if (room.memberCount > MAX_TOLD_MEMBERS) return { kind: 'reply', data: {} };
        const data = { roomId: room.id, userId: context.actor.userId, messageId, seq };
        return { kind: 'signal', signal: { channel: room.channel, type: 'chat:delivered', data } };
      },
    }),

    decides(preferences, {
      decide: async ({ actor }) => ({
        kind: 'reply',
        data: { receipts: await readTells(reader(parts), actor.userId) },
      }),
    }),

    decides(setPreferences, {
      decide: async (context, { receipts: tells }) => ({
        kind: 'write',
        write: {
          statements: [saveTells(builder(parts), context.actor.userId, tells)],
          appends: [receiptsChanged(originOf(context), { receipts: tells })],
          answer: { kind: 'json', json: JSON.stringify({ receipts: tells }) },
        },
      }),
    }),
  ];
}
