/** Tells the server whether somebody is at this page: away when it is hidden or untouched for a while. */
import { useEffect } from 'react';
import { client } from '../client.ts';
import { usePresenceChoice } from '../presence-choice.ts';

const IDLE_MS = 5 * 60_000;

export function usePresenceReporting(): void {
  const choice = usePresenceChoice((state) => state.status);
  useEffect(() => {
    if (choice !== 'online') {
      client.setPresence(choice);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const awake = () => {
      clearTimeout(timer);
      if (document.hidden) {
        client.setPresence('away');
        return;
      }
      client.setPresence('online');
      timer = setTimeout(() => client.setPresence('away'), IDLE_MS);
    };
    awake();
    // Only what a person does; at most once a second is enough, and at once when they come back.
    let last = 0;
    const touched = () => {
      const now = Date.now();
      if (now - last < 1_000) return;
      last = now;
      awake();
    };
    const events = ['pointerdown', 'keydown', 'pointermove', 'wheel', 'touchstart'] as const;
    for (const name of events) window.addEventListener(name, touched, { passive: true });
    document.addEventListener('visibilitychange', awake);
    return () => {
      clearTimeout(timer);
      for (const name of events) window.removeEventListener(name, touched);
      document.removeEventListener('visibilitychange', awake);
    };
  }, [choice]);
}
