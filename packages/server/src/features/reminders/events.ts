/** The events this feature appends, on `user:<id>`. */
import type { Reminder } from '@parley/contract/features/reminders/model';
import type { Append } from '../../kernel/index.ts';

/** The log keeps its name only: nothing one was reminded of stays there once it is done. */
export function told(
  userId: string,
  type: 'reminder:changed' | 'reminder:due',
  reminder: Reminder,
  at: string,
): Append {
  return onUser(userId, type, at, reminder);
}

export function ended(userId: string, id: string, at: string): Append {
  return onUser(userId, 'reminder:ended', at, { id, gone: true });
}

function onUser(
  userId: string,
  type: string,
  at: string,
  data: { readonly id: string; readonly gone?: true },
): Append {
  const entity = { kind: 'reminder', id: data.id };
  return { channel: `user:${userId}`, type, actor: userId, at, data: JSON.stringify(data), entity };
}
