/** State of a person's own, built from `user:<me>` by a feature's projection. */
import type { Channels } from './channels/channels.ts';
import type { ChannelEvent } from './channels/events.ts';
import { createStore, type Readable, type Store } from './store.ts';

/** How a feature builds its state from the channel of a person: pure. */
export interface OwnProjection<S> {
  /** Before the first snapshot. */
  readonly empty: S;
  readonly from: (snapshot: unknown) => S;
  /** Events of other features leave the state as it is. */
  readonly next: (state: S, event: ChannelEvent) => S;
}

interface Entry {
  /** Follows the channel of a person, forgetting the one before. */
  readonly attach: (userId: string) => void;
}

export class OwnStates {
  readonly #channels: Channels;
  readonly #entries = new Map<OwnProjection<never>, Entry & { readonly store: Store<unknown> }>();
  #userId: string | null = null;

  constructor(channels: Channels) {
    this.#channels = channels;
  }

  /** The same value for the same projection. Asked for before connecting it costs no request. */
  of<S>(projection: OwnProjection<S>): Readable<S> {
    // An entry is kept under the projection that made it, so the types agree.
    const key = projection as unknown as OwnProjection<never>;
    const known = this.#entries.get(key);
    if (known !== undefined) return known.store as Store<S>;
    const store = createStore(projection.empty);
    let leave = () => {};
    const attach = (userId: string) => {
      leave();
      store.set(projection.empty);
      leave = this.#channels.follow(`user:${userId}`, {
        snapshot: (snapshot) => store.set(projection.from(snapshot)),
        event: (event) => store.set(projection.next(store.getSnapshot(), event)),
      });
    };
    this.#entries.set(key, { store: store as unknown as Store<unknown>, attach });
    if (this.#userId !== null) attach(this.#userId);
    return store;
  }

  own(userId: string): void {
    if (userId === this.#userId) return;
    this.#userId = userId;
    for (const { attach } of this.#entries.values()) attach(userId);
  }
}
