/** What a message said before it was edited. */
import { edits } from '@parley/contract/features/chat/commands/versions';
import type { CommandDef } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { type ChatParts, reader } from '../parts.ts';
import { readMessage } from '../store/messages.ts';
import { readVersions } from '../store/versions.ts';
import { noSuchMessage } from './messages.ts';

const DEFAULT_VERSIONS = 50;

export function versionCommands(parts: ChatParts): readonly CommandDef[] {
  return [
    decides(edits, {
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const message = await readMessage(reader(parts), room.id, input.messageId);
        if (message === null) noSuchMessage();
        if (message.deletedAt !== null) return { kind: 'reply', data: { items: [], next: null } };
        const limit = input.limit ?? DEFAULT_VERSIONS;
        const [cursor] = decodeCursor(input.cursor, 1);
        const before = cursor === undefined ? null : Number.parseInt(cursor, 10) || 0;
        const present = { content: message.content, at: message.editedAt ?? message.createdAt };
        const items = before === null ? [present] : [];
        const earlier = limit - items.length;
        const found = await readVersions(reader(parts), message.id, before, earlier + 1);
        const shown = found.slice(0, earlier);
        for (const { content, at } of shown) items.push({ content, at });
        const last = shown.at(-1)?.version ?? message.version;
        const next = found.length > earlier ? encodeCursor(`${last}`) : null;
        return { kind: 'reply', data: { items, next } };
      },
    }),
  ];
}
