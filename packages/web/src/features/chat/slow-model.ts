/** How long somebody has to wait in a room with slow mode, as far as their own messages tell; the server decides. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';

/** When the next message may come, in milliseconds since 1970; null: at once. */
export function nextPostAt(
  messages: readonly ShownMessage[],
  room: Pick<Room, 'slowModeSeconds'>,
  me: string,
): number | null {
  if (room.slowModeSeconds === 0) return null;
  const last = messages.findLast(
    (message) => message.userId === me && message.type !== 'system' && message.delivery !== 'failed',
  );
  return last === undefined ? null : Date.parse(last.createdAt) + room.slowModeSeconds * 1000;
}

/** Whole seconds, never more than the interval: another clock than the server's may be wrong by more. */
export function secondsLeft(at: number | null, now: number, room: Pick<Room, 'slowModeSeconds'>): number {
  if (at === null) return 0;
  return Math.max(0, Math.min(room.slowModeSeconds, Math.ceil((at - now) / 1000)));
}
