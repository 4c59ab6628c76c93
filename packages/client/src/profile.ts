/** My own profile as the server tells it, on `user:<me>`. */
import type { Me } from '@parley/contract/features/accounts/model';
import type { Channels } from './channels/channels.ts';
import { dataOf } from './channels/events.ts';
import { isRecord } from './errors.ts';

/** Listens without asking: whoever follows the channel brings the snapshot. Returns how to stop. */
export function attendProfile(channels: Channels, userId: string, told: (user: Me) => void): () => void {
  return channels.attend(`user:${userId}`, {
    snapshot: (snapshot) => {
      // The snapshot of a `user:` channel, by the wire's word.
      if (isRecord(snapshot) && isRecord(snapshot.user)) told(snapshot.user as Me);
    },
    event: (event) => {
      if (event.type === 'user:updated') told(dataOf<'user:updated'>(event).user);
    },
  });
}
