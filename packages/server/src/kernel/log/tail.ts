/** The newest events of an open channel, in memory: what subscribers that just read the log still miss. */
import type { WireEvent } from './event.ts';

export class Tail {
  readonly #maxEvents: number;
  readonly #maxBytes: number;
  #events: WireEvent[] = [];
  #bytes = 0;

  constructor(maxEvents: number, maxBytes: number) {
    this.#maxEvents = maxEvents;
    this.#maxBytes = maxBytes;
  }

  clear(): void {
    this.#events = [];
    this.#bytes = 0;
  }

  /** `event` follows the last one pushed. */
  push(event: WireEvent): void {
    this.#events.push(event);
    this.#bytes += event.size;
    this.#trim();
  }

  /** Older events, read from the log, that end where the tail begins; as many as fit are kept. */
  prepend(events: readonly WireEvent[], head: number): void {
    const first = this.#events[0]?.seq ?? head + 1;
    const older = events.filter((event) => event.seq < first);
    if (older[older.length - 1]?.seq !== first - 1) return;
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
      this.#bytes -= this.#events[drop]?.size ?? 0;
      drop += 1;
    }
    this.#events = this.#events.slice(drop);
  }
}
