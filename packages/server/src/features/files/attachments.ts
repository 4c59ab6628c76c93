/** Files as messages carry them: tied to a message as it is said, and let go of as it is deleted. */
import { refuse } from '../../kernel/index.ts';
import type { Attachments } from '../chat/public.ts';
import { REMOVE } from './jobs.ts';
import { builder, type FileParts, reader } from './parts.ts';
import { giveUpOfMessage, readFiles, readIdsOfMessage, tieToMessage } from './store/files.ts';
import { showFile } from './view.ts';

export function attachments(parts: FileParts): Attachments {
  return {
    attach: async ({ userId, roomId, messageId, type, fileIds: ids }) => {
      const rows = new Map((await readFiles(reader(parts), ids)).map((row) => [row.id, row]));
      const files = ids.map((id) => {
        const row = rows.get(id);
        const mine = row?.user_id === userId && row.room_id === roomId;
        if (!mine || row.state !== 'ready' || row.message_id !== null) {
          return wrong(`${id} is no file of yours that waits to be posted in this room`);
        }
        if (type === 'image' && row.kind !== 'image') return wrong(`${id} is not a picture`);
        return showFile(row);
      });
      return { statements: [tieToMessage(builder(parts), { ids, roomId, userId, messageId })], files };
    },

    detach: async (messageId) => {
      const fileIds = await readIdsOfMessage(reader(parts), messageId);
      return {
        statements: [giveUpOfMessage(builder(parts), messageId)],
        jobs: [REMOVE.request({ fileIds: [...fileIds] })],
      };
    },
  };
}

function wrong(message: string): never {
  refuse('INVALID', 'Upload the files into this room first, then post each once.', {
    details: [{ path: 'metadata.fileIds', message }],
  });
}
