/** Performs what the state machine asks for: opens and closes the line, waits, signs in anew, catches up. */
import type { Closing } from '@parley/contract/kernel/closing';
import type { WireError } from '@parley/contract/kernel/errors';
import type { AuthSource } from '../auth.ts';
import type { Clock } from '../clock.ts';
import { isRecord, type ParleyError, toParleyError } from '../errors.ts';
import { createStore, type Readable } from '../store.ts';
import type { Network } from '../transport/network.ts';
import type { Link, SocketPort } from '../transport/port.ts';
import { type ConnectionInput, type ConnectionState, transition } from './state.ts';

/** An attempt that takes longer, token and catching up included, has failed. */
export const CONNECT_TIMEOUT_MS = 20_000;
/** How often a server is tried although the system says there is no network. */
export const OFFLINE_PROBE_MS = 30_000;

export interface ConnectionHooks {
  /** The line is up: catch up. Rejecting ends the attempt. */
  readonly attached: (link: Link) => Promise<void>;
  readonly live: () => void;
  /** The line is gone; whatever was asked over it gets no answer. */
  readonly detached: () => void;
  readonly event: (name: string, data: unknown, meta: unknown) => void;
}

export interface ConnectionParts {
  readonly auth: AuthSource;
  readonly clock: Clock;
  readonly random: () => number;
  readonly socket: SocketPort;
  readonly network: Network;
  readonly hooks: ConnectionHooks;
}

/** One attempt and the connection it becomes. Whatever comes from an earlier one is let go. */
interface Attempt {
  link: Link | null;
  attached: boolean;
  /** The token was replaced once already. */
  refreshed: boolean;
  closing: Closing | null;
}

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #state = createStore<ConnectionState>({ kind: 'idle' });
  #attempt: Attempt | null = null;
  #cancelTimer: () => void = () => {};
  #unwatch: (() => void) | null = null;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  get state(): Readable<ConnectionState> {
    return this.#state;
  }

  start(): void {
    this.#unwatch ??= this.#parts.network.watch((online) => {
      this.#dispatch({ kind: online ? 'networkUp' : 'networkDown' });
    });
    this.#dispatch({ kind: 'start' });
  }

  stop(): void {
    this.#unwatch?.();
    this.#unwatch = null;
    this.#dispatch({ kind: 'stop' });
  }

  retryNow(): void {
    this.#dispatch({ kind: 'retry' });
  }

  #dispatch(input: ConnectionInput): void {
    const { clock, random } = this.#parts;
    const before = this.#state.getSnapshot();
    const after = transition(before, input, { now: clock.now(), random });
    if (after === before) return;
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    if (!usesLine(after)) this.#hangUp();
    this.#enter(after);
    this.#state.set(after);
    if (after.kind === 'connecting') void this.#connect();
    if (after.kind === 'live') this.#parts.hooks.live();
  }

  #enter(state: ConnectionState): void {
    const { clock } = this.#parts;
    const retry = () => this.#dispatch({ kind: 'retry' });
    const giveUp = () => this.#lost(0);
    if (state.kind === 'waiting') this.#cancelTimer = clock.after(state.retryAt - clock.now(), retry);
    if (state.kind === 'offline') this.#cancelTimer = clock.after(OFFLINE_PROBE_MS, retry);
    if (state.kind === 'connecting' || state.kind === 'syncing') {
      this.#cancelTimer = clock.after(CONNECT_TIMEOUT_MS, giveUp);
    }
  }

  #lost(afterMs: number): void {
    this.#dispatch({ kind: 'lost', afterMs });
    if (!this.#parts.network.online()) this.#dispatch({ kind: 'networkDown' });
  }

  #hangUp(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.link?.close();
    if (attempt?.attached) this.#parts.hooks.detached();
  }

  async #connect(): Promise<void> {
    const attempt: Attempt = { link: null, attached: false, refreshed: false, closing: null };
    this.#attempt = attempt;
    await this.#open(attempt, () => this.#parts.auth.token());
  }

  async #open(attempt: Attempt, token: () => Promise<string>): Promise<void> {
    try {
      const text = await token();
      if (this.#attempt === attempt) this.#link(attempt, text);
    } catch (thrown) {
      if (this.#attempt === attempt) this.#failed(toParleyError(thrown));
    }
  }

  #link(attempt: Attempt, token: string): void {
    const { socket, hooks } = this.#parts;
    const present = () => this.#attempt === attempt;
    attempt.link = socket.open(token, {
      opened: () => {
        if (present()) void this.#opened(attempt);
      },
      refused: (message, error) => {
        if (present()) this.#refused(attempt, message, error);
      },
      closed: (by) => {
        if (present()) this.#closed(attempt, by);
      },
      event: (name, data, meta) => {
        if (!present()) return;
        if (name === 'session:closing') attempt.closing = asClosing(data);
        hooks.event(name, data, meta);
      },
    });
  }

  async #opened(attempt: Attempt): Promise<void> {
    const { link } = attempt;
    if (link === null) return;
    attempt.attached = true;
    this.#dispatch({ kind: 'opened' });
    try {
      await this.#parts.hooks.attached(link);
      if (this.#attempt === attempt) this.#dispatch({ kind: 'synced' });
    } catch (thrown) {
      if (this.#attempt === attempt) this.#lost(toParleyError(thrown).retryAfterMs ?? 0);
    }
  }

  /** A refused token is replaced once; if its successor is refused too, signing in is needed. */
  #refused(attempt: Attempt, message: string, error: WireError | null): void {
    attempt.link?.close();
    attempt.link = null;
    const code = error?.code ?? (isAuthMessage(message) ? 'UNAUTHENTICATED' : 'UNAVAILABLE');
    if (code === 'UNAUTHENTICATED' && !attempt.refreshed) {
      attempt.refreshed = true;
      void this.#open(attempt, () => this.#parts.auth.refresh());
      return;
    }
    const wire = error ?? { code, message, retryable: code !== 'UNAUTHENTICATED' };
    if (wire.retryable) this.#lost(wire.retryAfterMs ?? 0);
    else this.#dispatch({ kind: 'refused', error: wire });
  }

  #failed(error: ParleyError): void {
    if (error.retryable) this.#lost(error.retryAfterMs ?? 0);
    else this.#dispatch({ kind: 'refused', error: error.wire });
  }

  #closed(attempt: Attempt, by: 'server' | 'transport'): void {
    const { closing } = attempt;
    const comesBack = closing === null ? by === 'transport' : closing.retryable;
    if (comesBack) this.#lost(closing?.afterMs ?? 0);
    else this.#dispatch({ kind: 'ended', closing });
  }
}

function usesLine(state: ConnectionState): boolean {
  return state.kind === 'syncing' || state.kind === 'live';
}

/** The two messages of a refused connection, for servers and proxies that lose the error beside them. */
function isAuthMessage(message: string): boolean {
  return message === 'Authentication required' || message === 'Invalid token';
}

function asClosing(data: unknown): Closing | null {
  if (!isRecord(data) || typeof data.code !== 'string' || typeof data.retryable !== 'boolean') return null;
  // The code of a newer server is passed through; what matters here is `retryable` and `afterMs`.
  return { ...data, afterMs: typeof data.afterMs === 'number' ? data.afterMs : 0 } as Closing;
}
