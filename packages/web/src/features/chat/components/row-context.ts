/** What the rows of a conversation share. */
import type { RoomHandle } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';

/** What every row may need, and what is the same for all of them. */
export interface RowContext {
  readonly handle: RoomHandle;
  readonly room: Room;
  readonly me: string;
  readonly hasOlder: boolean;
  readonly editing: string | null;
  readonly onEdit: (messageId: string) => void;
  readonly onMarkUnread: (messageId: string) => void;
  readonly onStopEditing: () => void;
  readonly onPutBack: (text: string) => void;
  readonly onReply: (message: ShownMessage) => void;
  /** Goes to a message of the room, loaded or not. */
  readonly onShow: (messageId: string) => void;
  /** Shows the thread of a message; null where one is in a thread already. */
  readonly onThread: ((messageId: string) => void) | null;
  /** The message an address led to, for a moment. */
  readonly marked: string | null;
}
