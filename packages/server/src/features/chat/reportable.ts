/** The message somebody reports, as they see it. */
import { type CommandContext, refuse, type Write } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { RoomDirectory } from './directory.ts';
import { readMessage } from './store/messages.ts';
import type { ChatTables } from './tables.ts';

/** A message as somebody who may read it sees it now. */
interface Reportable {
  readonly id: string;
  readonly roomId: string;
  readonly authorId: string;
  readonly content: string;
  /** JSON object. */
  readonly metadata: string;
  readonly saidAt: string;
  /** What a write set decided on it expects. */
  readonly expect: NonNullable<Write['expect']>;
}

/** Refuses with NOT_FOUND what the caller may not see, or what is gone. */
export type FindReportable = (
  context: CommandContext,
  roomId: string,
  messageId: string,
) => Promise<Reportable>;

export function findReportable(db: Database, directory: RoomDirectory): FindReportable {
  return async (context, ref, messageId) => {
    const { id: roomId, expect } = await directory.open(context, ref);
    const message = await readMessage(db.reader<ChatTables>(), roomId, messageId);
    if (message === null || message.deletedAt !== null) {
      return refuse('NOT_FOUND', 'There is no such message in this room, or it is deleted already.');
    }
    const { id, userId: authorId, content, metadata, createdAt: saidAt } = message;
    return { id, roomId, authorId, content, metadata, saidAt, expect };
  };
}
