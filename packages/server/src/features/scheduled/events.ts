/** The events this feature appends, on `user:<id>`. */
import type { Append } from '../../kernel/index.ts';
import { headOf, type Owned } from './store.ts';

export function changed(scheduled: Owned, at: string): Append {
  return onUser(scheduled.userId, 'scheduled:changed', at, headOf(scheduled));
}

/** `messageId`: what it became; null when it was cancelled. */
export function ended({ id, roomId, userId }: Owned, messageId: string | null, at: string): Append {
  return onUser(userId, 'scheduled:ended', at, { id, roomId, messageId });
}

function onUser(userId: string, type: string, at: string, data: object): Append {
  return { channel: `user:${userId}`, type, actor: userId, at, data: JSON.stringify(data) };
}
