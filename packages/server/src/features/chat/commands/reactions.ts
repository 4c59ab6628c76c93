/** Reacting to what was said. */
import { react, reactors } from '@parley/contract/features/chat/commands/reactions';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { mustTakePart } from '../checks.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { customNameOf, emojiOrRefuse } from '../emoji.ts';
import { originOf, reacted } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { readMessage, touchReactions } from '../store/messages.ts';
import {
  deleteReaction,
  insertReaction,
  MAX_EMOJI,
  readReactionState,
  readReactors,
} from '../store/reactions.ts';
import { noSuchMessage } from './messages.ts';

const DEFAULT_REACTORS = 50;

export function reactionCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(react, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        mustTakePart(room.standing);
        const emoji = emojiOrRefuse(input.emoji);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null || message.deletedAt !== null) noSuchMessage();
        const { userId } = context.actor;
        const known = await readReactionState(reader(parts), message.id, emoji, userId);
        const isOn = input.isOn ?? !known.mine;
        const reaction = {
          roomId: room.id,
          messageId: message.id,
          emoji,
          userId,
          isOn,
          isNamed: known.isNamed,
        };
        if (isOn === known.mine) return { kind: 'reply', data: { reaction } };
        if (isOn) await mustBeKnown(parts, emoji);
        if (isOn && known.isNew && known.full) {
          refuse(
            'CONFLICT',
            `A message carries at most ${MAX_EMOJI} different emoji. Use one that is there.`,
          );
        }
        const change = isOn
          ? insertReaction(reaction, known.isNamed, { seqOf: 0 })
          : deleteReaction(builder(parts), reaction);
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [change, touchReactions(builder(parts), message.id)],
            appends: [reacted(originOf(context), reaction)],
            answer: { kind: 'json', json: JSON.stringify({ reaction }) },
          },
        };
      },
    }),

    decides(reactors, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null) noSuchMessage();
        const limit = input.limit ?? DEFAULT_REACTORS;
        const [after] = decodeCursor(input.cursor, 1);
        const seq = after === undefined ? 0 : Number(after);
        const emoji = emojiOrRefuse(input.emoji);
        const found = await readReactors(
          reader(parts),
          message.id,
          emoji,
          Number.isSafeInteger(seq) ? seq : 0,
          limit + 1,
        );
        const rows = found.slice(0, limit);
        const last = found.length > limit ? rows.at(-1) : undefined;
        const items = rows.map(({ userId, displayName }) => ({ userId, displayName: displayName ?? '' }));
        return {
          kind: 'reply',
          data: { items, next: last === undefined ? null : encodeCursor(String(last.seq)) },
        };
      },
    }),
  ];
}

/** One that was taken away stays where it is and can be taken back, and nobody joins in any more. */
async function mustBeKnown({ customEmoji }: ChatParts, emoji: string): Promise<void> {
  const name = customNameOf(emoji);
  if (name === null || (await customEmoji?.has(name))) return;
  refuse('INVALID', `There is no ${emoji} here. React with another emoji.`, {
    details: [{ path: 'emoji', message: 'is no emoji of this server' }],
  });
}
