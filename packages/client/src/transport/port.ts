/**
 * What the SDK needs of a connection, small enough to play both sides in a test.
 *
 * A link calls `opened` or `refused` once; `opened` is followed by `event`s and at most one `closed`. After `close()` it calls
 * nothing more. Answers come through the promise of `request`, in the order they arrived among events: the answer is settled
 * before a later event is delivered.
 */
import type { WireError } from '@parley/contract/kernel/errors';

export interface LinkHandlers {
  readonly opened: () => void;
  /** The server, or the network, said no. `error` is the server's own word, null when there was none. */
  readonly refused: (message: string, error: WireError | null) => void;
  /** `server`: told not to come back. `transport`: the line broke. */
  readonly closed: (by: 'server' | 'transport') => void;
  readonly event: (name: string, data: unknown, meta: unknown) => void;
}

export interface Link {
  /** Sends a command; `answered` gets whatever the server answers, at most once. */
  readonly request: (name: string, input: unknown, answered: (answer: unknown) => void) => void;
  readonly close: () => void;
}

export interface SocketPort {
  readonly open: (token: string, handlers: LinkHandlers) => Link;
}
