/** What one flush of a channel delivers. Each codec encodes it once, however many sessions receive it. */
import type { WireEvent } from '../log/event.ts';

/** Turns events into a transport's frames. One instance per kind of frame, for the life of the process. */
export interface Codec<F> {
  encode(events: readonly WireEvent[]): F;
}

export class Batch {
  readonly events: readonly WireEvent[];
  /** Most batches meet one codec and no cut, and there is a batch for every flush: made when first needed. */
  #encoded: { readonly codec: Codec<unknown>; readonly made: unknown }[] | undefined;
  #cuts: Map<number, Batch> | undefined;

  /** `events` is dense, ascending and not empty. */
  constructor(events: readonly WireEvent[]) {
    this.events = events;
  }

  get first(): number {
    return this.events[0]?.seq ?? 0;
  }

  get last(): number {
    return this.events[this.events.length - 1]?.seq ?? 0;
  }

  encoded<F>(codec: Codec<F>): F {
    this.#encoded ??= [];
    // A codec is paired with what it returned, so the type is its own.
    for (const known of this.#encoded) if (known.codec === codec) return known.made as F;
    const made = codec.encode(this.events);
    this.#encoded.push({ codec, made });
    return made;
  }

  /** The part after `seq`; shared by all who need the same part. Null when nothing is left. */
  after(seq: number): Batch | null {
    if (seq < this.first) return this;
    if (seq >= this.last) return null;
    this.#cuts ??= new Map();
    let cut = this.#cuts.get(seq);
    if (!cut) {
      cut = new Batch(this.events.slice(seq - this.first + 1));
      this.#cuts.set(seq, cut);
    }
    return cut;
  }
}
