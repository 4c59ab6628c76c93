/**
 * Ends sessions that can't be vouched for any more (P6): those whose login ended without the bus telling, and, on a node that
 * has reached neither bus nor log for `CUT_OFF_MS`, all of them; they come back where more is known.
 */
import type { LoginRef, Revocation } from '../commands/definition.ts';
import type { Bus } from '../ports/bus.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Sessions } from './sessions.ts';

export interface StandingOptions {
  readonly sessions: Sessions;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  readonly endedLogins: (logins: readonly LoginRef[]) => Promise<readonly Revocation[]>;
}

const CUT_OFF_MS = 5_000;
const SPREAD_MS = 1_000;

export class Standing {
  readonly #options: StandingOptions;
  #stopWaiting: () => void = () => {};

  constructor(options: StandingOptions) {
    this.#options = options;
  }

  /** The bus became deaf, or hears again. */
  gap(): void {
    this.#stopWaiting();
    if (!this.#options.bus.healthy) this.#wait();
  }

  /** The log was reached just now. */
  reached(): void {
    this.gap();
    this.#endEnded().catch((cause: unknown) => {
      this.#options.telemetry.error('asking which logins ended failed', cause);
    });
  }

  stop(): void {
    this.#stopWaiting();
  }

  #wait(): void {
    const { clock, bus, sessions, ids, telemetry } = this.#options;
    this.#stopWaiting = clock.after(CUT_OFF_MS, () => {
      if (bus.healthy) return;
      telemetry.error('sessions ended', new Error('neither bus nor log can be reached'));
      for (const session of sessions.all()) session.end('drain', Math.floor(ids.random() * SPREAD_MS));
      this.#wait();
    });
  }

  async #endEnded(): Promise<void> {
    const { sessions, endedLogins } = this.#options;
    const logins = new Map<string, LoginRef>();
    for (const { caller } of sessions.all()) logins.set(caller.loginId, caller);
    if (logins.size === 0) return;
    for (const revocation of await endedLogins([...logins.values()])) sessions.revoke(revocation);
  }
}
