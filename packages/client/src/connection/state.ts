/**
 * The connection as an explicit state machine. Pure: the driver performs what a state asks for. Every pair of state and
 * input has a cell in the table, so a forgotten case does not compile.
 */
import type { Closing } from '@parley/contract/kernel/closing';
import type { WireError } from '@parley/contract/kernel/errors';
import { backoffMs } from './backoff.ts';

/** Times are milliseconds since 1970; `since` is when the client was last live, or first wanted to be. */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number; readonly since: number }
  | { readonly kind: 'syncing'; readonly attempt: number; readonly since: number }
  | { readonly kind: 'live'; readonly since: number }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly since: number }
  /** The machine has no network. */
  | { readonly kind: 'offline'; readonly since: number }
  /** Signing in again is needed. */
  | { readonly kind: 'refused'; readonly error: WireError }
  /** The server ended it and does not want this client back; null when it did not say why. */
  | { readonly kind: 'closed'; readonly closing: Closing | null };

export type ConnectionInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'stop' }
  /** The transport is up and the token was accepted. */
  | { readonly kind: 'opened' }
  /** Positions are caught up with. */
  | { readonly kind: 'synced' }
  /** The token was refused, and a refreshed one too. */
  | { readonly kind: 'refused'; readonly error: WireError }
  /** No connection, or no longer; `afterMs` is the least wait the server asked for. */
  | { readonly kind: 'lost'; readonly afterMs: number }
  | { readonly kind: 'ended'; readonly closing: Closing | null }
  /** The wait is over, or a person asked to try now. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'networkDown' }
  | { readonly kind: 'networkUp' };

export interface TransitionContext {
  readonly now: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

type StateOf<K extends ConnectionState['kind']> = Extract<ConnectionState, { kind: K }>;
type InputOf<K extends ConnectionInput['kind']> = Extract<ConnectionInput, { kind: K }>;

export type TransitionTable = {
  readonly [S in ConnectionState['kind']]: {
    readonly [I in ConnectionInput['kind']]: (
      state: StateOf<S>,
      input: InputOf<I>,
      context: TransitionContext,
    ) => ConnectionState;
  };
};

const stay = (state: ConnectionState): ConnectionState => state;
const idle = (): ConnectionState => ({ kind: 'idle' });
const connectAfresh = (
  _: ConnectionState,
  __: ConnectionInput,
  { now }: TransitionContext,
): ConnectionState => ({
  kind: 'connecting',
  attempt: 1,
  since: now,
});
const refuse = (_: ConnectionState, input: InputOf<'refused'>): ConnectionState => ({
  kind: 'refused',
  error: input.error,
});
const end = (_: ConnectionState, input: InputOf<'ended'>): ConnectionState => ({
  kind: 'closed',
  closing: input.closing,
});

function wait(
  attempt: number,
  since: number,
  afterMs: number,
  { now, random }: TransitionContext,
): ConnectionState {
  return { kind: 'waiting', attempt, retryAt: now + afterMs + backoffMs(attempt, random), since };
}

const goOffline = (state: { readonly since: number }): ConnectionState => ({
  kind: 'offline',
  since: state.since,
});

const atRest = {
  start: connectAfresh,
  stop: idle,
  opened: stay,
  synced: stay,
  refused: stay,
  lost: stay,
  ended: stay,
  retry: stay,
  networkDown: stay,
  networkUp: stay,
} as const;

const TABLE: TransitionTable = {
  idle: atRest,
  connecting: {
    start: stay,
    stop: idle,
    opened: ({ attempt, since }) => ({ kind: 'syncing', attempt, since }),
    synced: stay,
    refused: refuse,
    lost: (state, input, context) => wait(state.attempt + 1, state.since, input.afterMs, context),
    ended: end,
    retry: stay,
    networkDown: goOffline,
    networkUp: stay,
  },
  syncing: {
    start: stay,
    stop: idle,
    opened: stay,
    synced: (_, __, { now }) => ({ kind: 'live', since: now }),
    refused: refuse,
    lost: (state, input, context) => wait(state.attempt + 1, state.since, input.afterMs, context),
    ended: end,
    retry: stay,
    networkDown: goOffline,
    networkUp: stay,
  },
  live: {
    start: stay,
    stop: idle,
    opened: stay,
    synced: stay,
    refused: refuse,
    lost: (_, input, context) => wait(1, context.now, input.afterMs, context),
    ended: end,
    retry: stay,
    networkDown: (_, __, { now }) => ({ kind: 'offline', since: now }),
    networkUp: stay,
  },
  waiting: {
    start: stay,
    stop: idle,
    opened: stay,
    synced: stay,
    refused: refuse,
    lost: stay,
    ended: end,
    retry: ({ attempt, since }) => ({ kind: 'connecting', attempt, since }),
    networkDown: goOffline,
    networkUp: ({ since }, _, context) => wait(1, since, 0, context),
  },
  offline: {
    start: stay,
    stop: idle,
    opened: stay,
    synced: stay,
    refused: refuse,
    lost: stay,
    ended: end,
    // What the system says of its network is a hint: a server on this very machine answers without one.
    retry: ({ since }) => ({ kind: 'connecting', attempt: 1, since }),
    networkDown: stay,
    networkUp: ({ since }, _, context) => wait(1, since, 0, context),
  },
  refused: atRest,
  closed: atRest,
};

/** The state after `input`. The same reference when nothing changed. */
export function transition(
  state: ConnectionState,
  input: ConnectionInput,
  context: TransitionContext,
): ConnectionState {
  // The table's type pairs each cell with its own state and input; TypeScript can't follow that through two lookups.
  const cell = TABLE[state.kind][input.kind] as (
    state: ConnectionState,
    input: ConnectionInput,
    context: TransitionContext,
  ) => ConnectionState;
  return cell(state, input, context);
}
