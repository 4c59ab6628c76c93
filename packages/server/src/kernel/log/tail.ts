/**
 * The newest events of an open channel, in memory: what subscribers that just read the log still miss.
 *
 * Like the log, it tells the present state of what an event names: an event about a message replaces the data of earlier
 * ones about it, so that nothing deleted is handed out again.
 */
import type { WireEvent } from './event.ts';
import type { Halving, TailBudget } from './tail-budget.ts';

export class Tail implements Halving {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  readonly #budget: TailBudget;
  #events: WireEvent[] = [];
  #bytes = 0;
  /** Entity -> the seq of the last event here that names it. */
  readonly #named = new Map<string, number>();
  /** What was given out last, while it still holds: the many who missed the same get the very same array. */
  #given: { readonly seq: number; readonly events: readonly WireEvent[] } | null = null;

  constructor(maxEvents: number, maxBytes: number, budget: TailBudget) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  clear(): void {
    this.#given = null;
    const before = this.#bytes;
    this.#events = [];
    this.#bytes = 0;
    this.#named.clear();
    this.#budget.changed(this, -before, 0);
  }

  halve(): void {
    this.#given = null;
    const before = this.#bytes;
    this.#forget(this.#events.length, before / 2);
    this.#budget.changed(this, this.#bytes - before, this.#bytes);
  }

  /** `event` follows the last one pushed. */
  push(event: WireEvent): void {
    this.#given = null;
    const before = this.#bytes;
    if (event.entity !== undefined) this.#supersede(event, event.entity);
    this.#events.push(event);
    this.#bytes += event.size;
    this.#trim();
    this.#budget.changed(this, this.#bytes - before, this.#bytes);
  }

  /** Older events, read from the log, that end where the tail begins; as many as fit are kept. */
  prepend(events: readonly WireEvent[], head: number): void {
    const first = this.#events[0]?.seq ?? head + 1;
    const older = events.filter((event) => event.seq < first);
    if (older[older.length - 1]?.seq !== first - 1) return;
    this.#given = null;
    for (const { entity, seq } of older) {
      if (entity !== undefined && !this.#named.has(entity)) this.#named.set(entity, seq);
    }
    const before = this.#bytes;
    this.#events = [...older, ...this.#events];
    this.#bytes += older.reduce((sum, event) => sum + event.size, 0);
    this.#trim();
    this.#budget.changed(this, this.#bytes - before, this.#bytes);
  }

  /** The events after `seq` up to the head, or null when they are not all here. Empty when there are none. */
  after(seq: number, head: number): readonly WireEvent[] | null {
    if (seq >= head) return [];
    const first = this.#events[0];
    if (!first || first.seq > seq + 1) return null;
    if (this.#given?.seq !== seq) this.#given = { seq, events: this.#events.slice(seq + 1 - first.seq) };
    return this.#given.events;
  }

  #supersede(event: WireEvent, entity: string): void {
    const last = this.#named.get(entity);
    this.#named.set(entity, event.seq);
    const first = this.#events[0]?.seq;
    if (last === undefined || first === undefined || last < first) return;
    this.#events = this.#events.map((earlier) => {
      if (earlier.entity !== entity) return earlier;
      const told = earlier.with(event.data);
      this.#bytes += told.size - earlier.size;
      return told;
    });
  }

  #trim(): void {
    if (this.#events.length <= this.#maxEvents && this.#bytes <= this.#maxBytes) return;
    // Down to three quarters at once: dropping one by one would make every push linear.
    this.#forget(Math.max(1, Math.floor(this.#maxEvents * 0.75)), this.#maxBytes * 0.75);
  }

  /** Drops the oldest until neither bound is passed; the newest event stays. */
  #forget(keepEvents: number, keepBytes: number): void {
    const count = this.#events.length;
    let drop = 0;
    while (count - drop > 1 && (count - drop > keepEvents || this.#bytes > keepBytes)) {
      const { size, entity, seq } = this.#events[drop] ?? { size: 0, entity: undefined, seq: 0 };
      this.#bytes -= size;
      if (entity !== undefined && this.#named.get(entity) === seq) this.#named.delete(entity);
      drop += 1;
    }
    if (drop > 0) this.#events = this.#events.slice(drop);
  }
}
