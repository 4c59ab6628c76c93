/** State that is the same for everybody, built from a channel all may read by a feature's projection. */
import type { Channels } from './channels/channels.ts';
import type { ChannelEvent } from './channels/events.ts';
import { createStore, type Readable } from './store.ts';

/** How a feature builds its state from such a channel: pure. */
export interface SharedProjection<S> {
  readonly channel: string;
  /** Before the first snapshot. */
  readonly empty: S;
  readonly from: (snapshot: unknown) => S;
  /** Events it does not know leave the state as it is. */
  readonly next: (state: S, event: ChannelEvent) => S;
}

export class SharedStates {
  readonly #channels: Channels;
  readonly #stores = new Map<SharedProjection<never>, Readable<unknown>>();

  constructor(channels: Channels) {
    this.#channels = channels;
  }

  /** The same value for the same projection; its channel is followed from the first time on. */
  of<S>(projection: SharedProjection<S>): Readable<S> {
    // A store is kept under the projection that made it, so the types agree.
    const key = projection as unknown as SharedProjection<never>;
    const known = this.#stores.get(key);
    if (known !== undefined) return known as Readable<S>;
    const store = createStore(projection.empty);
    this.#stores.set(key, store);
    this.#channels.follow(projection.channel, {
      snapshot: (snapshot) => store.set(projection.from(snapshot)),
      event: (event) => store.set(projection.next(store.getSnapshot(), event)),
    });
    return store;
  }
}
