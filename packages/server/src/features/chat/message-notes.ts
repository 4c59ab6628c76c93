/** What other features may do with messages: read one, and note something in its metadata, which is no edit. */
import { type Append, type Clock, type CommandContext, refuse, type Statement } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { type OpenRoom, RoomDirectory } from './directory.ts';
import { messageEvent, type Origin } from './events.ts';
import { messageJson } from './message-json.ts';
import { mayDelete } from './policy.ts';
import { roomChannel } from './room-channel.ts';
import { readMessage, type StoredMessage, updateMessage } from './store/messages.ts';
import { readLinkPreviews } from './store/rooms.ts';
import type { ChatTables } from './tables.ts';
import type { Views } from './views.ts';

export interface MessageNotes {
  /** Null when there is none, or it was deleted. */
  read(roomId: string, messageId: string): Promise<StoredMessage | null>;
  /** Whether links said in this room are to be looked up. */
  wantsPreviews(roomId: string): Promise<boolean>;
  /**
   * A message of a room the caller may read, and whether they may take something of it away: its author, and who may delete
   * it. Refuses with NOT_FOUND what is not there or not theirs to see.
   */
  open(
    context: CommandContext,
    roomRef: string,
    messageId: string,
  ): Promise<{
    readonly message: StoredMessage;
    readonly mayTakeAway: boolean;
    readonly expect: OpenRoom['expect'];
  }>;
  /** What writes other metadata and tells the room. Conflicts when the message changed since it was read. */
  noted(
    message: StoredMessage,
    metadata: Readonly<Record<string, unknown>>,
    origin: Origin,
  ): { readonly statements: readonly Statement[]; readonly appends: readonly [Append] };
}

export function messageNotes({
  db,
  clock,
  ...views
}: { readonly db: Database; readonly clock: Clock } & Views): MessageNotes {
  const directory = new RoomDirectory(
    db,
    roomChannel(db, views, () => clock.now()),
  );
  const read: MessageNotes['read'] = async (roomId, messageId) => {
    const message = await readMessage(db.reader<ChatTables>(), roomId, messageId);
    return message?.deletedAt === null ? message : null;
  };
  return {
    read,
    wantsPreviews: (roomId) => readLinkPreviews(db.reader<ChatTables>(), roomId),
    open: async (context, roomRef, messageId) => {
      const { id, standing, expect } = await directory.open(context, roomRef);
      const message = await read(id, messageId);
      if (message === null) refuse('NOT_FOUND', 'There is no such message in this room.');
      return { message, mayTakeAway: mayDelete(standing, message.userId === context.actor.userId), expect };
    },
    noted: (message, metadata, origin) => {
      const changed = { ...message, metadata: JSON.stringify(metadata) };
      const told = { id: message.id, json: messageJson(changed, message.seq) };
      return {
        statements: [updateMessage(db.builder<ChatTables>(), message, changed)],
        appends: [messageEvent(origin, message.roomId, 'chat:updated', told)],
      };
    },
  };
}
