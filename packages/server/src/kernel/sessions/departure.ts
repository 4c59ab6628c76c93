/**
 * How the sessions of a node that goes are sent away, so that they don't all return at one moment (G1–G5). Where other nodes
 * take them, each goes at a moment of its own and is served until then; those who poll go first, so that the port can be
 * closed early and whoever comes is sent to another node by that. Where there is none, all go now and are asked to return at
 * moments of their own, when this node may be back.
 */
import type { Drain, Draining } from '../kernel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { LiveSession } from './live-session.ts';
import type { Sessions } from './sessions.ts';

export interface DepartureOptions {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'random'>;
}

/** Over how long those who need the port are sent away: short, and their own back-off spreads them further. */
const PORT_MS = 500;

export class Departure {
  readonly #options: DepartureOptions;
  /** On the monotonic clock: by then all are sent away. Null while the node stays. */
  #endsAt: number | null = null;
  #portEndsAt = 0;

  constructor(options: DepartureOptions) {
    this.#options = options;
  }

  /** Whether sessions may be opened still. */
  get admits(): boolean {
    return this.#endsAt === null || this.#options.clock.monotonic() < this.#endsAt;
  }

  begin({ spreadMs, elsewhere }: Drain): Draining {
    const { sessions, clock } = this.#options;
    const present = sessions.all();
    const stayMs = elsewhere && present.length > 0 ? spreadMs : 0;
    const portMs = Math.min(PORT_MS, stayMs);
    this.#endsAt = clock.monotonic() + stayMs;
    this.#portEndsAt = clock.monotonic() + portMs;
    const backWithinMs = elsewhere ? 0 : spreadMs;
    for (const session of present) {
      if (stayMs > 0) this.opened(session);
      else session.leave('drain', this.#within(backWithinMs));
    }
    return { portFree: this.#after(portMs), done: this.#after(stayMs) };
  }

  /** A session opened just now: it goes with the others. */
  opened(session: LiveSession): void {
    if (this.#endsAt === null) return;
    const { clock } = this.#options;
    const leftMs = (session.lasting ? this.#endsAt : this.#portEndsAt) - clock.monotonic();
    clock.after(this.#within(Math.max(0, leftMs)), () => session.leave('drain'));
  }

  /** The node goes now, without further ado. */
  cut(): void {
    const { sessions, clock } = this.#options;
    this.#endsAt = clock.monotonic();
    for (const session of sessions.all()) session.end('drain');
  }

  async #after(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => this.#options.clock.after(ms, resolve));
  }

  /** A moment within the next `ms`. */
  #within(ms: number): number {
    return Math.floor(this.#options.ids.random() * ms);
  }
}
