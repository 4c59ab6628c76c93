/** Where links to rooms and messages lead: many at once, each as far as whoever asks may see it. */
import { links } from '@parley/contract/features/chat/commands/links';
import type { Visibility } from '@parley/contract/features/chat/model';
import { type CommandContext, type CommandDef, Refused } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import type { OpenRoom, RoomDirectory } from '../directory.ts';
import { type ChatParts, reader } from '../parts.ts';
import { readLinkedMessages } from '../store/links.ts';
import { readNames } from '../store/rooms.ts';

const NOTHING = {};

export function linkCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(links, {
      decide: async (context, { targets }) => {
        const refs = [...new Set(targets.map(({ roomId }) => roomId))];
        const opened = new Map(
          await Promise.all(
            refs.map(async (ref) => [ref, await openOrNone(parts.directory, context, ref)] as const),
          ),
        );
        const roomIds = [...new Set([...opened.values()].flatMap((room) => room?.id ?? []))];
        const names = await readNames(reader(parts), roomIds);
        const messages = await readLinkedMessages(
          reader(parts),
          roomIds,
          targets.flatMap(({ messageId }) => messageId ?? []),
        );
        const items = targets.map(({ roomId, messageId }) => {
          const room = opened.get(roomId);
          if (!room) return NOTHING;
          // A column that holds only what the contract allows.
          const visibility: Visibility = room.standing.visibility;
          const place = { room: { id: room.id, name: names.get(room.id) ?? '', visibility } };
          if (messageId === undefined) return place;
          const message = messages.get(messageId);
          if (message?.roomId !== room.id) return { ...place, message: null };
          const { roomId: _, ...shown } = message;
          return { ...place, message: shown };
        });
        return { kind: 'reply', data: { items } };
      },
    }),
  ];
}

/** Null for what they may not see, be it for want of a membership or for a ban. */
async function openOrNone(
  directory: RoomDirectory,
  context: CommandContext,
  ref: string,
): Promise<OpenRoom | null> {
  try {
    return await directory.open(context, ref);
  } catch (cause) {
    if (cause instanceof Refused) return null;
    throw cause;
  }
}
