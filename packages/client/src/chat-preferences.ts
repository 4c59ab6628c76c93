/** What I decided about myself in chat, as the server tells it on `user:<me>`. */
import type { CommandOutput } from '@parley/contract/registry';
import type { Channels } from './channels/channels.ts';
import { dataOf } from './channels/events.ts';
import { isRecord } from './errors.ts';

export type ChatPreferences = CommandOutput<'chat:my-preferences'>;

/** Listens without asking: whoever follows the channel brings the snapshot. Returns how to stop. */
export function attendPreferences(
  channels: Channels,
  userId: string,
  told: (preferences: ChatPreferences) => void,
): () => void {
  return channels.attend(`user:${userId}`, {
    snapshot: (snapshot) => {
      // The snapshot of a `user:` channel, by the wire's word.
      if (isRecord(snapshot) && isRecord(snapshot.chatPreferences))
        told(snapshot.chatPreferences as ChatPreferences);
    },
    event: (event) => {
      if (event.type === 'chat:preferences-changed') told(dataOf<'chat:preferences-changed'>(event));
    },
  });
}
