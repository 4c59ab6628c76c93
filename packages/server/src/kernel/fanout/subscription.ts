/** One session following one channel: where it stands, and whether live events may reach it yet. */

import type { WireEvent, WireSignal } from '../log/event.ts';
import type { Tail } from '../log/tail.ts';
import type { Batch } from './batch.ts';

/** What a subscription sees of the channel it belongs to. */
export interface FollowedHub {
  readonly channel: string;
  readonly epoch: string;
  /** Last accepted seq. */
  readonly head: number;
  readonly tail: Tail;
  readonly subscriptions: ReadonlySet<Subscription>;
  remember(events: readonly WireEvent[]): void;
  remove(subscription: Subscription): void;
}

/** What a subscription needs of its session. */
export interface Receiver {
  readonly id: string;
  readonly userId: string;
  deliver(batch: Batch): void;
  signal(signal: WireSignal): void;
  /** Its order can't be kept: the connection ends with a retryable reason and resumes (P4). */
  lost(channel: string): void;
}

export type SubscriptionState =
  /** A resume is being read or answered; live events wait in the channel's tail. */
  | { readonly kind: 'resuming' }
  /** The client was told `more` and must ask again; nothing is delivered until it does. */
  | { readonly kind: 'paging' }
  /** Everything up to `seq` was handed to the connection. */
  | { kind: 'live'; seq: number }
  /** Removed: unfollowed, revoked or closed. Nothing may be delivered any more. */
  | { readonly kind: 'ended' };

export class Subscription {
  readonly hub: FollowedHub;
  readonly receiver: Receiver;
  state: SubscriptionState = { kind: 'resuming' };

  constructor(hub: FollowedHub, receiver: Receiver) {
    this.hub = hub;
    this.receiver = receiver;
  }

  /** A flush of the channel. The first one after a resume is cut at the position resumed to. */
  deliver(batch: Batch): void {
    const { state } = this;
    if (state.kind !== 'live') return;
    if (batch.first > state.seq + 1) {
      // The hub flushes without holes, so this can't be; if it is, resuming is safe and going on is not.
      this.state = { kind: 'ended' };
      this.receiver.lost(this.hub.channel);
      return;
    }
    const cut = batch.after(state.seq);
    if (!cut) return;
    state.seq = batch.last;
    this.receiver.deliver(cut);
  }
}
