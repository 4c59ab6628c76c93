/** What people are shown as, live. */
import type { User } from '@parley/contract/features/accounts/model';
import { useEffect } from 'react';
import { client, useReadable } from './client.ts';
import { type Shown, shownOf } from './status-model.ts';

/** `person` as a list has them; with their id alone, what is known live. */
export function useShown(person: Pick<User, 'id'> & Partial<User>): Shown {
  const live = useReadable(client.presence)[person.id];
  const listed = isListed(person) ? person : undefined;
  return shownOf(listed, live, Date.now());
}

function isListed(person: Partial<User>): person is Pick<User, 'status' | 'lastSeenAt' | 'customStatus'> {
  return person.status !== undefined && person.lastSeenAt !== undefined;
}

/** Keeps these people's presence live for as long as they are shown. */
export function useWatched(userIds: readonly string[]): void {
  const key = userIds.join(' ');
  useEffect(() => {
    if (key === '') return;
    return client.watchPresence(key.split(' '));
  }, [key]);
}
