/**
 * Reads of channels' logs, shared: ten thousand clients that come back at once cost one read.
 *
 * A read under way is joined only when it starts at or before the wanted position and its head turns out to be at or
 * past the head the caller already knows; an older one would call the caller's position unknown, or leave a hole.
 */
import { entityName, WireEvent } from '../log/event.ts';
import type { Log, ReadLimits } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';

export interface Page {
  readonly head: number;
  readonly oldest: number;
  readonly events: readonly WireEvent[];
  readonly more: boolean;
}

interface Flight {
  after: number;
  started: boolean;
  readonly page: Promise<Page>;
}

export class LogReader {
  readonly #log: Log;
  readonly #telemetry: Telemetry;
  readonly #limits: ReadLimits;
  readonly #flights = new Map<string, Flight>();

  constructor(log: Log, telemetry: Telemetry, limits: ReadLimits) {
    this.#log = log;
    this.#telemetry = telemetry;
    this.#limits = limits;
  }

  /**
   * The events after `after`, oldest first, from a snapshot whose head is at least `minHead` when that exists. `landed`
   * is called with what was read while the read can still be joined: who then asks finds one or the other.
   */
  async read(
    channel: string,
    after: number,
    minHead: number,
    landed: (page: Page) => void = () => {},
  ): Promise<Page> {
    for (let attempt = 0; ; attempt += 1) {
      const flight =
        attempt === 0 ? this.#join(channel, after, landed) : this.#depart(channel, after, landed);
      const page = slice(await flight, after);
      // A head that a second fresh read doesn't reach either is not in the log: the caller decides what that means.
      const fresh = page.head >= minHead || attempt > 1;
      const useful = page.events.length > 0 || !page.more;
      if (fresh && useful) return page;
    }
  }

  /** One flight per channel; those that ask before it leaves share it from the lowest position asked for. */
  #join(channel: string, after: number, landed: (page: Page) => void): Promise<Page> {
    const flight = this.#flights.get(channel);
    if (flight && !flight.started) {
      flight.after = Math.min(flight.after, after);
      return flight.page;
    }
    if (flight && flight.after <= after) return flight.page;
    return this.#depart(channel, after, landed);
  }

  #depart(channel: string, after: number, landed: (page: Page) => void): Promise<Page> {
    const state = { after, started: false };
    const page = Promise.resolve()
      .then(() => {
        state.started = true;
        this.#telemetry.count('log_reads');
        return this.#log.read(channel, state.after, this.#limits);
      })
      .then((raw) => {
        const events = raw.events.map((event) => {
          const name = event.entity && entityName(event.entity);
          return new WireEvent(channel, this.#log.epoch, event, undefined, name);
        });
        const { head, oldest, more } = raw;
        const page = { head, oldest, more, events };
        landed(page);
        return page;
      })
      .finally(() => {
        if (this.#flights.get(channel) === flight) this.#flights.delete(channel);
      });
    const flight: Flight = Object.assign(state, { page });
    this.#flights.set(channel, flight);
    return page;
  }
}

function slice(page: Page, after: number): Page {
  const first = page.events[0];
  if (!first || first.seq > after) return page;
  return { ...page, events: page.events.slice(after + 1 - first.seq) };
}
