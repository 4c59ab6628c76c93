/**
 * One open channel on this node: takes events in, keeps them in order, and hands them to its subscribers.
 *
 * - Events are accepted dense and in order. What arrives early waits; what doesn't arrive is read from the log;
 *   nothing is ever delivered past a gap (P2).
 * - Deliveries keep a pace (delivery-pace.ts), save where fewer than `windowFrom` listen: there a write of its own to each
 *   costs less than their time. Signals keep one window whoever listens.
 * - An event that takes somebody's right away first flushes what was pending, then ends their subscriptions, and
 *   only then goes its way (P6).
 */

import type { WireEvent, WireSignal } from '../log/event.ts';
import { Tail } from '../log/tail.ts';
import type { TailBudget } from '../log/tail-budget.ts';
import type { Clock } from '../ports/clock.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { Batch } from './batch.ts';
import { DeliveryPace } from './delivery-pace.ts';
import type { Subscription } from './subscription.ts';

export interface ChannelHubOptions {
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly windowMs: number;
  readonly windowFrom: number;
  readonly tails: TailBudget;
  /** Reads what follows the head and offers it; called when a gap didn't close by itself. */
  readonly heal: (hub: ChannelHub) => void;
}

const TAIL_EVENTS = 1024;
const TAIL_BYTES = 512 * 1024;
/** How many early events wait for a gap to close; beyond that the log is the cheaper memory. */
const MAX_AHEAD = 4096;
/** How long copies from other nodes may be out of order before the log is asked. */
const GAP_PATIENCE_MS = 100;
/** A channel quiet for that long gives its tail's memory back; the log still has it. */
const QUIET_MS = 60_000;

export class ChannelHub {
  readonly channel: string;
  readonly epoch: string;
  readonly tail: Tail;
  readonly subscriptions = new Set<Subscription>();
  readonly #options: ChannelHubOptions;
  readonly #pace: DeliveryPace;
  #head = 0;
  #isOpen = false;
  #pending: WireEvent[] = [];
  #signals = new Map<string, { signal: WireSignal; except: string | null }>();
  readonly #ahead = new Map<number, WireEvent>();
  #flushTimer: (() => void) | null = null;
  #gapTimer: (() => void) | null = null;
  /** When the tail last grew, at either end. */
  #lastGrown = Number.NEGATIVE_INFINITY;

  constructor(channel: string, epoch: string, options: ChannelHubOptions) {
    this.channel = channel;
    this.epoch = epoch;
    this.#options = options;
    this.#pace = new DeliveryPace(options.clock, options.windowMs);
    this.tail = new Tail(TAIL_EVENTS, TAIL_BYTES, options.tails);
  }

  /** Last accepted seq: everything up to it is flushed or pending. Meaningless until `opened`. */
  get head(): number {
    return this.#head;
  }

  /** The log's head is known: what arrived meanwhile takes its place. */
  opened(head: number): void {
    this.#head = head;
    this.#isOpen = true;
    for (const seq of this.#ahead.keys()) if (seq <= head) this.#ahead.delete(seq);
    this.#acceptAhead();
    this.flushWhenDue();
  }

  /** An event from a commit here, from the bus, or from the log; repeats are harmless. */
  offer(event: WireEvent): void {
    if (event.seq <= this.#head && this.#isOpen) return;
    if (this.#isOpen && event.seq === this.#head + 1) {
      this.#accept(event);
      if (this.#ahead.size > 0) this.#acceptAhead();
      return;
    }
    if (this.#ahead.size < MAX_AHEAD) this.#ahead.set(event.seq, event);
    if (this.#isOpen) this.#awaitGap();
  }

  /** Latest per (type, actor); goes with the next flush. `exceptSession` doesn't receive it. */
  signal(signal: WireSignal, exceptSession: string | null): void {
    this.#signals.set(`${signal.type}|${signal.actor}`, { signal, except: exceptSession });
  }

  /** Called once after a batch of offers and signals: a busy commit batch is the delivery batch. */
  flushWhenDue(): void {
    if (this.#pending.length === 0 && this.#signals.size === 0) return;
    const wait = this.#pending.length > 0 ? this.#eventsWait() : this.#pace.windowLeftMs;
    if (wait <= 0) this.flush();
    else this.#flushTimer ??= this.#options.clock.after(wait, () => this.flush());
  }

  /** Milliseconds that what is pending should wait. */
  #eventsWait(): number {
    const wait = this.#pace.offered(this.#pending.length);
    return this.subscriptions.size < this.#options.windowFrom ? 0 : wait;
  }

  /** Ends the subscriptions of one person; what was pending before the loss still reaches them. */
  revoke(userId: string): void {
    this.#flushEvents();
    for (const subscription of this.subscriptions) {
      if (subscription.receiver.userId === userId) this.remove(subscription);
    }
  }

  remove(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    subscription.state = { kind: 'ended' };
  }

  /** The log no longer has what follows the head: everyone must start anew, at `head`. */
  abandon(head: number): void {
    for (const subscription of [...this.subscriptions]) {
      this.remove(subscription);
      subscription.receiver.lost(this.channel);
    }
    this.#pending = [];
    this.tail.clear();
    this.opened(head);
  }

  /** Events up to the head, read from the log for somebody: others are likely to ask for the same. */
  remember(events: readonly WireEvent[]): void {
    this.tail.prepend(events, this.#head);
    this.#lastGrown = this.#options.clock.monotonic();
  }

  /** Called now and then: many open but quiet channels must not hold what nobody is likely to ask for. */
  rest(): void {
    if (this.#options.clock.monotonic() - this.#lastGrown >= QUIET_MS) this.tail.clear();
  }

  /** Delivers what is pending now. */
  flush(): void {
    this.#flushTimer?.();
    this.#flushTimer = null;
    this.#flushEvents();
    this.#flushSignals();
  }

  close(): void {
    this.#flushTimer?.();
    this.#gapTimer?.();
    this.#pace.stop();
    for (const subscription of [...this.subscriptions]) this.remove(subscription);
    this.tail.clear();
  }

  #acceptAhead(): void {
    for (;;) {
      const next = this.#ahead.get(this.#head + 1);
      if (!next) break;
      this.#ahead.delete(next.seq);
      this.#accept(next);
    }
    for (const seq of this.#ahead.keys()) if (seq <= this.#head) this.#ahead.delete(seq);
    if (this.#ahead.size > 0) this.#awaitGap();
    else {
      this.#gapTimer?.();
      this.#gapTimer = null;
    }
  }

  #accept(event: WireEvent): void {
    if (event.acl?.kind === 'revoked') this.revoke(event.acl.userId);
    this.#head = event.seq;
    this.#lastGrown = this.#options.clock.monotonic();
    this.tail.push(event);
    if (this.subscriptions.size === 0) return;
    this.#pending.push(event);
  }

  #flushEvents(): void {
    if (this.#pending.length === 0) return;
    const batch = new Batch(this.#pending);
    this.#pending = [];
    const { clock, telemetry } = this.#options;
    const started = clock.monotonic();
    this.#pace.delivering(batch.events.length);
    for (const subscription of this.subscriptions) subscription.deliver(batch);
    telemetry.count('deliveries', batch.events.length * this.subscriptions.size);
    telemetry.observe('fanout_ms', clock.monotonic() - started);
  }

  #flushSignals(): void {
    if (this.#signals.size === 0) return;
    const signals = this.#signals;
    this.#signals = new Map();
    this.#pace.delivering(0);
    for (const { signal, except } of signals.values()) {
      for (const { receiver, state } of this.subscriptions) {
        if (state.kind === 'live' && receiver.id !== except) receiver.signal(signal);
      }
    }
    this.#options.telemetry.count('signals', signals.size);
  }

  #awaitGap(): void {
    if (this.#gapTimer) return;
    this.#gapTimer = this.#options.clock.after(GAP_PATIENCE_MS, () => {
      this.#gapTimer = null;
      if (this.#ahead.size === 0) return;
      this.#options.telemetry.count('gaps');
      this.#options.heal(this);
    });
  }
}
