/** The one connection of this page, and the one session behind it. */
import { createSession } from '@parley/client/auth';
import { createClient, type ParleyClient } from '@parley/client/client';
import type { Readable } from '@parley/client/store';
import { useSyncExternalStore } from 'react';

const url = window.location.origin;

export const session = createSession({ url });
export const client: ParleyClient = createClient({ url, auth: session });

/** The present value of one of the client's observable values. */
export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.getSnapshot);
}

/** Who is signed in; only asked inside the shell, where somebody is. */
export function useMe() {
  const state = useReadable(session.state);
  if (state.kind !== 'signedIn') throw new Error('asked for the person before signing in');
  return state.user;
}
