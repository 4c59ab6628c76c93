/** What the system says of its network: a hint, never the truth. */

export interface Network {
  readonly online: () => boolean;
  /** Calls `changed` when it goes or comes back; returns how to stop. */
  readonly watch: (changed: (online: boolean) => void) => () => void;
}

/** The browser's word; anywhere else, always online. */
export const systemNetwork: Network = {
  online: () => typeof navigator === 'undefined' || navigator.onLine !== false,
  watch: (changed) => {
    if (typeof window === 'undefined') return () => {};
    const up = () => changed(true);
    const down = () => changed(false);
    window.addEventListener('online', up);
    window.addEventListener('offline', down);
    return () => {
      window.removeEventListener('online', up);
      window.removeEventListener('offline', down);
    };
  },
};
