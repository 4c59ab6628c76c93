/** Pinning what should stay in sight. */
import { pin, pins } from '@parley/contract/features/chat/commands/pins';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { mustPin } from '../checks.ts';
import { originOf, pinnedOrNot } from '../events.ts';
import { placedJson } from '../message-json.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { countPinned, readMessage, readPinned, updateMessage } from '../store/messages.ts';
import { noSuchMessage } from './messages.ts';

/** Pinned at one time in a room: a list one can still look through. */
export const MAX_PINNED = 100;

export function pinCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(pin, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        mustPin(room.standing);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null || message.deletedAt !== null) noSuchMessage();
        const isPinned = message.pinned !== null;
        const isOn = input.isOn ?? !isPinned;
        const pinned = isOn ? { by: context.actor.userId, at: context.at } : null;
        const told = { roomId: room.id, messageId: message.id, pinned };
        if (isOn === isPinned) return { kind: 'reply', data: { ...told, pinned: message.pinned } };
        if (isOn && (await countPinned(reader(parts), room.id)) >= MAX_PINNED) {
          refuse('CONFLICT', `A room has at most ${MAX_PINNED} pinned messages. Take one down first.`);
        }
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [updateMessage(builder(parts), message, { ...message, pinned })],
            appends: [pinnedOrNot(originOf(context), told)],
            answer: { kind: 'json', json: JSON.stringify(told) },
          },
        };
      },
    }),

    decides(pins, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const messages = await readPinned(reader(parts), room.id, MAX_PINNED);
        return { kind: 'reply-json', json: `{"items":[${messages.map(placedJson).join(',')}],"next":null}` };
      },
    }),
  ];
}
