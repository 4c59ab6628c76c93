/** When a room counts as read: its end was on screen in a focused window, and somebody said something there. */
import type { ShownMessage } from '@parley/client/projections/conversation';

export interface Looking {
  /** The newest message is within reach of the eye. */
  readonly atEnd: boolean;
  readonly hasNewer: boolean;
  readonly focused: boolean;
  readonly visible: boolean;
}

/** The message to mark as read, or null when there is nothing to say. */
export function toMark(
  messages: readonly ShownMessage[],
  looking: Looking,
  room: { readonly unread?: number | undefined; readonly lastReadId?: string | null | undefined },
): string | null {
  if (!looking.atEnd || looking.hasNewer || !looking.focused || !looking.visible) return null;
  const last = messages.findLast((message) => message.delivery === 'sent');
  if (last === undefined || last.id === room.lastReadId || (room.unread ?? 0) === 0) return null;
  return last.id;
}
