/** The threads I follow, kept live: by `user:<me>` and by what is said in my rooms. */
import type { ThreadState } from '@parley/contract/features/chat/model';
import type { Channels } from './channels/channels.ts';
import type { ChannelEvent } from './channels/events.ts';
import { isRecord } from './errors.ts';
import {
  type FollowedThread,
  type FollowedThreads,
  type FollowedThreadsInput,
  followedThreads,
  noThreads,
  projectFollowedThreads,
} from './projections/followed-threads.ts';
import { createStore, type Readable } from './store.ts';

export class Threads {
  readonly #channels: Channels;
  readonly #view = createStore<readonly FollowedThread[]>([]);
  #state: FollowedThreads = noThreads('');
  #leave = () => {};

  constructor(channels: Channels) {
    this.#channels = channels;
  }

  get view(): Readable<readonly FollowedThread[]> {
    return this.#view;
  }

  own(userId: string): void {
    if (userId === this.#state.me) return;
    this.#leave();
    this.#state = noThreads(userId);
    // Whoever follows the channel brings the snapshot.
    this.#leave = this.#channels.attend(`user:${userId}`, {
      snapshot: (snapshot) => {
        // The snapshot of a `user:` channel, by the wire's word.
        if (!isRecord(snapshot) || !Array.isArray(snapshot.threads)) return;
        this.#apply({ kind: 'snapshot', threads: snapshot.threads as readonly ThreadState[] });
      },
      event: (event) => this.event(event),
    });
    this.#publish();
  }

  /** Something happened on my own channel, or in a room of mine. */
  event(event: ChannelEvent): void {
    this.#apply({ kind: 'event', event });
  }

  #apply(input: FollowedThreadsInput): void {
    const { followed } = this.#state;
    this.#state = projectFollowedThreads(this.#state, input);
    if (this.#state.followed !== followed) this.#publish();
  }

  #publish(): void {
    this.#view.set(followedThreads(this.#state));
  }
}
