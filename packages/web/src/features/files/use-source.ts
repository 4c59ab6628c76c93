/** The address of a file for an element that asks by itself, with the cookie of signing in: renewed once when that has ended. */
import { useState } from 'react';
import { session } from '../../app/client.ts';

export function useSource(url: string): { readonly src: string; readonly onError: () => void } {
  const [attempt, setAttempt] = useState(0);
  return {
    src: attempt === 0 ? url : `${url}?again`,
    onError: () => {
      if (attempt > 0) return;
      // Where nobody is signed in any more there is nothing to show.
      session.refresh().then(
        () => setAttempt(1),
        () => undefined,
      );
    },
  };
}
