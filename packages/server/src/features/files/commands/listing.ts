/** Reads: what was posted in a room, and how much of their space somebody uses. */
import * as contract from '@parley/contract/features/files/commands';
import { type CommandDef, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { type FileParts, reader } from '../parts.ts';
import { readPosted } from '../store/files.ts';
import { readUsage } from '../store/usage.ts';
import { showFile } from '../view.ts';

const PAGE = 50;
/** A cursor is the id of the last file of a page. */
const CURSOR = /^[A-Za-z0-9_-]{1,64}$/;

export function listingCommands(parts: FileParts): readonly CommandDef[] {
  return [
    decides(contract.list, {
      decide: async (context, { roomId, kind, cursor, limit = PAGE }) => {
        const room = await parts.rooms.open(context, roomId);
        if (cursor !== undefined && !CURSOR.test(cursor)) {
          refuse('INVALID', 'This cursor is none of ours. Begin again without one.', {
            details: [{ path: 'cursor', message: 'is not a cursor' }],
          });
        }
        const page = { roomId: room.id, kind, before: cursor ?? null, limit: limit + 1 };
        const found = await readPosted(reader(parts), page);
        const rows = found.slice(0, limit);
        const items = rows.map((row) => ({
          ...showFile(row),
          roomId: row.room_id,
          messageId: row.message_id,
          userId: row.user_id,
          username: row.username ?? '',
          displayName: row.displayName ?? '',
          createdAt: row.created_at,
        }));
        return {
          kind: 'reply',
          data: { items, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null },
        };
      },
    }),

    decides(contract.usage, {
      decide: async ({ actor }) => {
        const { mine } = await readUsage(reader(parts), actor.userId);
        const { userQuotaBytes: quotaBytes, maxFileBytes } = parts.config;
        return { kind: 'reply', data: { usedBytes: mine, quotaBytes, maxFileBytes } };
      },
    }),
  ];
}
