/**
 * When the connection is worth a word: nothing for the first five seconds away, then a slim bar until it is back; at once
 * when only the person can bring it back.
 */
import type { ConnectionState } from '@parley/client/connection/state';

export const CALM_MS = 5_000;

export type ConnectionNotice =
  | { readonly kind: 'none' }
  /** Nothing to say yet; ask again at `at`. */
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'reconnecting'; readonly offline: boolean; readonly waiting: number }
  | { readonly kind: 'ended' };

export function connectionNotice(state: ConnectionState, waiting: number, now: number): ConnectionNotice {
  switch (state.kind) {
    case 'idle':
    case 'live':
      return { kind: 'none' };
    case 'refused':
    case 'closed':
      return { kind: 'ended' };
    default: {
      const at = state.since + CALM_MS;
      if (now < at) return { kind: 'later', at };
      return { kind: 'reconnecting', offline: state.kind === 'offline', waiting };
    }
  }
}
