/** Rooms for commands of other features: found by id or alias, refused with NOT_FOUND where the caller may not see them. */
import type { Clock, CommandContext, Presences } from '../../kernel/index.ts';
import type { Database } from '../../platform/db/database.ts';
import { mustUpload } from './checks.ts';
import { type OpenRoom, RoomDirectory } from './directory.ts';
import { roomChannel } from './room-channel.ts';

export interface OpenRooms {
  open(context: CommandContext, roomRef: string): Promise<OpenRoom>;
  /** The same for those who want to upload something there: FORBIDDEN to who may not post, or not that. */
  openForUploading(context: CommandContext, roomRef: string): Promise<OpenRoom>;
}

export function openRooms(db: Database, presence: Presences, clock: Clock): OpenRooms {
  const directory = new RoomDirectory(
    db,
    roomChannel(db, { presence }, () => clock.now()),
  );
  return {
    open: (context, ref) => directory.open(context, ref),
    openForUploading: async (context, ref) => {
      const room = await directory.open(context, ref);
      mustUpload(room.standing);
      return room;
    },
  };
}
