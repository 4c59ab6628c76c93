/**
 * The newest events of an open channel, in memory: what subscribers that just read the log still miss.
 *
 * Like the log, it tells the present state of what an event names: an event about a message replaces the data of earlier
 * ones about it, so that nothing deleted is handed out again.
 */
import type { WireEvent } from './event.ts';

export class Tail {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #events: WireEvent[] = [];
  #bytes = 0;
  /** Entity -> the seq of the last event here that names it. */
  readonly #named = new Map<string, number>();

  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  clear(): void {
    this.#events = [];
    this.#bytes = 0;
    this.#named.clear();
  }

  /** `event` follows the last one pushed. */
  push(event: WireEvent): void {
    if (event.entity !== undefined) this.#supersede(event, event.entity);
    this.#events.push(event);
    this.#bytes += event.size;
    this.#trim();
  }

  /** Older events, read from the log, that end where the tail begins; as many as fit are kept. */
  prepend(events: readonly WireEvent[], head: number): void {
    const first = this.#events[0]?.seq ?? head + 1;
    const older = events.filter((event) => event.seq < first);
    if (older[older.length - 1]?.seq !== first - 1) return;
    for (const { entity, seq } of older) {
      if (entity !== undefined && !this.#named.has(entity)) this.#named.set(entity, seq);
    }
    this.#events = [...older, ...this.#events];
    this.#bytes += older.reduce((sum, event) => sum + event.size, 0);
    this.#trim();
  }

  /** The events after `seq` up to the head, or null when they are not all here. Empty when there are none. */
  after(seq: number, head: number): readonly WireEvent[] | null {
    if (seq >= head) return [];
    const first = this.#events[0];
    if (!first || first.seq > seq + 1) return null;
    return this.#events.slice(seq + 1 - first.seq);
  }

  #supersede(event: WireEvent, entity: string): void {
    const last = this.#named.get(entity);
    this.#named.set(entity, event.seq);
    const first = this.#events[0]?.seq;
    if (last === undefined || first === undefined || last < first) return;
    this.#events = this.#events.map((earlier) =>
      earlier.entity === entity ? earlier.with(event.data) : earlier,
    );
  }

  #trim(): void {
    if (this.#events.length <= this.#maxEvents && this.#bytes <= this.#maxBytes) return;
    // Down to three quarters at once: dropping one by one would make every push linear.
    const keepEvents = Math.max(1, Math.floor(this.#maxEvents * 0.75));
    const keepBytes = this.#maxBytes * 0.75;
    let drop = 0;
    while (
      this.#events.length - drop > 1 &&
      (this.#events.length - drop > keepEvents || this.#bytes > keepBytes)
    ) {
      const { size, entity, seq } = this.#events[drop] ?? { size: 0, entity: undefined, seq: 0 };
      this.#bytes -= size;
      if (entity !== undefined && this.#named.get(entity) === seq) this.#named.delete(entity);
      drop += 1;
    }
    this.#events = this.#events.slice(drop);
  }
}
