/** Files as messages carry them: tied to a message as it is said, shared with its copies, let go of with the last that carries them. */
import { refuse } from '../../kernel/index.ts';
import type { Attachments } from '../chat/public.ts';
import { REMOVE } from './jobs.ts';
import { builder, type FileParts, reader } from './parts.ts';
import { readFiles, tieToMessage } from './store/files.ts';
import { endShares, letGo, readCarried, share } from './store/shares.ts';
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

    share: async ({ userId, fromMessageId, toRoomId, toMessageId }) => {
      const { files } = await parts.db.snapshot((tx: ReturnType<typeof reader>) =>
        readCarried(tx, [fromMessageId]),
      );
      const row = { message_id: toMessageId, room_id: toRoomId, user_id: userId };
      return files.flatMap((file) => share(builder(parts), file, row));
    },

    detach: async (messageIds) => {
      const { files, shares } = await parts.db.snapshot((tx: ReturnType<typeof reader>) =>
        readCarried(tx, messageIds),
      );
      const goes = (messageId: string | null) => messageId !== null && messageIds.includes(messageId);
      const build = builder(parts);
      const orphans: string[] = [];
      const statements = files.flatMap((file) => {
        const all = shares.filter((row) => row.file_id === file.id);
        const ended = all.filter((row) => goes(row.message_id));
        if (!goes(file.message_id)) return endShares(build, file, ended, null);
        const heir = all.find((row) => !goes(row.message_id));
        if (heir !== undefined) return endShares(build, file, [...ended, heir], heir);
        orphans.push(file.id);
        return letGo(build, file);
      });
      return { statements, jobs: orphans.length === 0 ? [] : [REMOVE.request({ fileIds: orphans })] };
    },
  };
}

function wrong(message: string): never {
  refuse('INVALID', 'Upload the files into this room first, then post each once.', {
    details: [{ path: 'metadata.fileIds', message }],
  });
}
