/**
 * One user's connection: what it follows, what waits to be sent, and how it ends.
 *
 * Everything handed to the connection goes in order. A connection that doesn't keep up is ended with a retryable
 * reason and resumes (P7); until then its signals are thinned out, its events never are.
 */
import { CLOSING_CODES, type Closing, type ClosingCode } from '@parley/contract/kernel/closing';
import type { Sanction } from '@parley/contract/kernel/sanction';
import type { Batch } from '../fanout/batch.ts';
import type { Receiver, Subscription } from '../fanout/subscription.ts';
import type { Caller, Respond, Session } from '../kernel.ts';
import type { WireSignal } from '../log/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connection } from '../ports/connection.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { SignalHold } from './signal-hold.ts';

export type SessionState =
  | { readonly kind: 'live' }
  /** The server is ending it; the transport has not said so yet. */
  | { readonly kind: 'closing'; readonly closing: Closing }
  | { readonly kind: 'closed' };

/** What all sessions of a node have in common: one object, since most sessions are idle and there are many. */
export interface LiveSessionOptions {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly queueBytes: number;
  /** Runs a command of a session that takes them. */
  readonly execute: (session: LiveSession, command: string, payload: unknown, respond: Respond) => void;
  /** Called once, when it stops being live: subscriptions are still listed. */
  readonly onEnd: (session: LiveSession) => void;
}

/** Above this many waiting bytes signals are held back, so that events go first. */
const SIGNAL_PRESSURE_BYTES = 64 * 1024;
const SIGNAL_RETRY_MS = 250;
/** How long somebody who is to leave may wait for the answers to what they asked. */
const LAST_ANSWERS_MS = 1_000;

const LIVE: SessionState = { kind: 'live' };

export class LiveSession implements Receiver, Session {
  readonly id: string;
  readonly caller: Caller;
  readonly subscriptions = new Map<string, Subscription>();
  state: SessionState = LIVE;
  readonly #connection: Connection;
  readonly #options: LiveSessionOptions;
  /** From the first signal it wasn't ready for. */
  #hold: SignalHold | null = null;
  #holdTimer: (() => void) | null = null;
  /** Commands not answered yet. */
  #underWay = 0;
  /** Ends it, once it was told to leave; nothing more is taken then. */
  #goodbye: (() => void) | null = null;
  #goodbyeTimer: (() => void) | null = null;

  constructor(id: string, caller: Caller, connection: Connection, options: LiveSessionOptions) {
    this.id = id;
    this.caller = caller;
    this.#connection = connection;
    this.#options = options;
  }

  get userId(): string {
    return this.caller.userId;
  }

  get lasting(): boolean {
    return this.#connection.lasting;
  }

  get takesCommands(): boolean {
    return this.state.kind === 'live' && this.#goodbye === null;
  }

  execute(command: string, payload: unknown, respond: Respond): void {
    if (this.takesCommands) this.#options.execute(this, command, payload, this.#asked(respond));
  }

  /** `respond` of a command that begins now. */
  #asked(respond: Respond): Respond {
    this.#underWay += 1;
    return (json, ok) => {
      respond(json, ok);
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#goodbye?.();
    };
  }

  deliver(batch: Batch): void {
    if (this.state.kind !== 'live') return;
    const { queueBytes, telemetry } = this.#options;
    if (this.#connection.queuedBytes() > queueBytes) {
      telemetry.count('overruns');
      this.end('overrun');
      return;
    }
    this.#connection.deliver(batch);
  }

  signal(signal: WireSignal): void {
    if (this.state.kind !== 'live') return;
    if (this.#connection.queuedBytes() <= SIGNAL_PRESSURE_BYTES) {
      this.#connection.signal(signal);
      return;
    }
    const { clock } = this.#options;
    this.#hold ??= new SignalHold();
    this.#hold.put(signal, clock.monotonic());
    this.#holdTimer ??= clock.after(SIGNAL_RETRY_MS, () => this.#releaseHeld());
  }

  lost(): void {
    this.end('overrun');
  }

  /** Ends it as soon as the commands it sent are answered, or have been waited for long enough. */
  leave(code: ClosingCode, afterMs = 0): void {
    if (!this.takesCommands) return;
    if (this.#underWay === 0) {
      this.end(code, afterMs);
      return;
    }
    this.#goodbye = () => this.end(code, afterMs);
    this.#goodbyeTimer = this.#options.clock.after(LAST_ANSWERS_MS, this.#goodbye);
  }

  /** Ends it from our side; harmless when it is ending already. */
  end(code: ClosingCode, afterMs = 0, sanction?: Sanction): void {
    if (this.state.kind !== 'live') return;
    const { retryable, message } = CLOSING_CODES[code];
    const closing: Closing = { code, message, retryable, afterMs, ...(sanction && { sanction }) };
    this.state = { kind: 'closing', closing };
    this.#finish();
    this.#connection.close(closing);
  }

  /** The transport is gone. */
  disconnected(): void {
    const wasLive = this.state.kind === 'live';
    this.state = { kind: 'closed' };
    if (wasLive) this.#finish();
  }

  #finish(): void {
    this.#goodbyeTimer?.();
    this.#goodbyeTimer = null;
    this.#holdTimer?.();
    this.#holdTimer = null;
    this.#options.onEnd(this);
  }

  /** Signals keep the time they were first held, however often the connection is found still busy. */
  #releaseHeld(): void {
    this.#holdTimer = null;
    const hold = this.#hold;
    if (!hold) return;
    const { clock } = this.#options;
    const now = clock.monotonic();
    if (this.#connection.queuedBytes() > SIGNAL_PRESSURE_BYTES) hold.expire(now);
    else for (const signal of hold.take(now)) this.#connection.signal(signal);
    if (hold.size > 0) this.#holdTimer = clock.after(SIGNAL_RETRY_MS, () => this.#releaseHeld());
    else this.#hold = null;
  }
}
