/** The one connection of this page, and the one session behind it. */
import { createSession } from '@parley/client/auth';
import { createClient, type ParleyClient } from '@parley/client/client';
import type { Readable } from '@parley/client/store';
import { useCallback, useSyncExternalStore } from 'react';
import { redraw } from './redraw.ts';

const url = window.location.origin;

export const session = createSession({ url });
export const client: ParleyClient = createClient({ url, auth: session });

/** The present value of one of the client's observable values; when it is drawn anew, `redraw.ts` says. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback(
    (changed: () => void) => {
      // One of its own for every subscription: the same one may be given for several values.
      const tell = () => changed();
      const unsubscribe = readable.subscribe(() => redraw.ask(tell));
      return () => {
        unsubscribe();
        redraw.forget(tell);
      };
    },
    [readable],
  );
  return useSyncExternalStore(subscribe, readable.getSnapshot);
}

/** Who is signed in; only asked inside the shell, where somebody is. */
export function useMe() {
  const state = useReadable(session.state);
  if (state.kind !== 'signedIn') throw new Error('asked for the person before signing in');
  return state.user;
}
