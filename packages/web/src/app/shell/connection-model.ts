/**
 * When the connection is worth a word: nothing for the first five seconds away, then a slim bar until it is back; at once
 * when only the person can bring it back.
 */
import type { ConnectionState } from '@parley/client/connection/state';

export const CALM_MS = 5_000;

/** Why a server ends a connection that should not come back. */
const FINAL_CODES = ['logout', 'revoked', 'disabled'] as const;
export type FinalCode = (typeof FINAL_CODES)[number];

export type ConnectionNotice =
  | { readonly kind: 'none' }
  /** Nothing to say yet; ask again at `at`. */
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'reconnecting'; readonly offline: boolean; readonly waiting: number }
  /** For good, as far as the server is concerned; `why` is null when it did not say. */
  | { readonly kind: 'ended'; readonly why: FinalCode | null };

export function connectionNotice(state: ConnectionState, waiting: number, now: number): ConnectionNotice {
  switch (state.kind) {
    case 'idle':
    case 'live':
      return { kind: 'none' };
    case 'refused':
      return { kind: 'ended', why: null };
    case 'closed':
      return { kind: 'ended', why: FINAL_CODES.find((code) => code === state.closing?.code) ?? null };
    default: {
      const at = state.since + CALM_MS;
      if (now < at) return { kind: 'later', at };
      return { kind: 'reconnecting', offline: state.kind === 'offline', waiting };
    }
  }
}
