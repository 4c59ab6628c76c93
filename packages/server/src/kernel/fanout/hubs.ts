/**
 * The open channels of this node. A channel is open while somebody here follows it, and a little longer, so that a
 * page reload finds it warm.
 */

import type { Committed } from '../commands/group-commit.ts';
import type { WireEvent, WireSignal } from '../log/event.ts';
import { TailBudget } from '../log/tail-budget.ts';
import type { Bus } from '../ports/bus.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChannelHead, Log } from '../ports/log.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { LogReader } from '../recovery/log-reader.ts';
import { decodeEvents, decodeSignal, encodeEvents, encodeSignal } from './bus-codec.ts';
import { ChannelHub } from './channel-hub.ts';

export interface HubsOptions {
  readonly log: Log;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly reader: LogReader;
  readonly windowMs: number;
  readonly windowFrom: number;
  /** What the newest events of all open channels may take together. */
  readonly tailBytes: number;
  readonly positionCheckMs: number;
  /** Rights on a channel changed: called before the event that says so is delivered to anyone. */
  readonly onAclChange: (channel: string) => void;
  /** Ends the subscriptions of those who may no longer read, by asking anew. */
  readonly recheck: (hub: ChannelHub) => Promise<void>;
  /** Positions were compared with the log: it can be reached. */
  readonly onChecked: () => void;
}

interface OpenHub {
  readonly hub: ChannelHub;
  readonly ready: Promise<void>;
  users: number;
  lingering: (() => void) | null;
}

const LINGER_MS = 10_000;
/** Channels in one read of heads. */
const HEADS_AT_ONCE = 500;
/** Topics of channels; the kernel's own topics begin with `~`. */
const EVENTS = 'e:';
const SIGNALS = 's:';
/** Where a hub behind the log is looked at again before it is healed: a commit here may be on its way. */
const RECHECK_MS = 1_000;
/** How often positions are checked while the bus is deaf: with the above within the 5 s of P6. */
const DEAF_CHECK_MS = 2_500;

export class Hubs {
  readonly #options: HubsOptions;
  readonly #hubs = new Map<string, OpenHub>();
  readonly #wanted: Array<{ channel: string; settle: (head: ChannelHead | Error) => void }> = [];
  #readingHeads = false;
  readonly #tails: TailBudget;
  #stopCheck: () => void;
  #checking = false;
  /** Another check was asked for while one was under way: what that one read may be too old. */
  #checkAgain = false;
  #stopped = false;

  constructor(options: HubsOptions) {
    this.#options = options;
    this.#tails = new TailBudget(options.tailBytes);
    this.#stopCheck = this.#scheduleCheck();
  }

  get size(): number {
    return this.#hubs.size;
  }

  get(channel: string): ChannelHub | undefined {
    return this.#hubs.get(channel)?.hub;
  }

  /** Opens the channel, or joins those who have; each `acquire` is undone by one `release`. */
  async acquire(channel: string): Promise<ChannelHub> {
    let open = this.#hubs.get(channel);
    if (!open) {
      const { log, clock, telemetry, windowMs, windowFrom } = this.#options;
      const heal = (behind: ChannelHub) => void this.#heal(behind);
      const tails = this.#tails;
      const options = { clock, telemetry, windowMs, windowFrom, tails, heal };
      const hub = new ChannelHub(channel, log.epoch, options);
      open = { hub, ready: this.#open(hub), users: 0, lingering: null };
      this.#hubs.set(channel, open);
    }
    open.users += 1;
    open.lingering?.();
    open.lingering = null;
    try {
      await open.ready;
    } catch (cause) {
      open.users -= 1;
      if (this.#hubs.get(channel) === open) this.#hubs.delete(channel);
      throw cause;
    }
    return open.hub;
  }

  release(channel: string): void {
    const open = this.#hubs.get(channel);
    if (!open) return;
    open.users -= 1;
    if (open.users > 0 || open.lingering) return;
    open.lingering = this.#options.clock.after(LINGER_MS, () => {
      this.#hubs.delete(channel);
      open.hub.close();
      const ignored = (cause: unknown) => this.#options.telemetry.error('unsubscribing failed', cause);
      this.#options.bus.unsubscribe(EVENTS + channel).catch(ignored);
      this.#options.bus.unsubscribe(SIGNALS + channel).catch(ignored);
    });
  }

  /** Events committed here, in commit order: to the followers on this node and to the other nodes. */
  publish(committed: readonly Committed[]): void {
    const byChannel = new Map<string, WireEvent[]>();
    for (const { event } of committed) {
      if (event.acl) this.#options.onAclChange(event.channel);
      const events = byChannel.get(event.channel);
      if (events) events.push(event);
      else byChannel.set(event.channel, [event]);
    }
    for (const [channel, events] of byChannel) {
      this.#options.bus.publish(EVENTS + channel, () => encodeEvents(this.#options.log.epoch, events));
      this.#offer(channel, events);
    }
  }

  /** Sends a signal to the channel's followers on every node. */
  signal(signal: WireSignal, exceptSession: string | null): void {
    this.#options.bus.publish(SIGNALS + signal.channel, () => encodeSignal(signal));
    this.#signalHere(signal, exceptSession);
  }

  /** A message of the bus; false when its topic is not a channel's. */
  receive(topic: string, body: string): boolean {
    if (topic.startsWith(EVENTS)) {
      const channel = topic.slice(EVENTS.length);
      const events = decodeEvents(channel, this.#options.log.epoch, body);
      for (const event of events ?? []) if (event.acl) this.#options.onAclChange(channel);
      if (events) this.#offer(channel, events);
      return true;
    }
    if (!topic.startsWith(SIGNALS)) return false;
    this.#signalHere(decodeSignal(body), null);
    return true;
  }

  /** Copies may have been lost: compares with the log now (F14). */
  check(): void {
    if (this.#stopped) return;
    this.#stopCheck();
    if (this.#checking) {
      this.#checkAgain = true;
      return;
    }
    this.#checking = true;
    void this.#checkPositions()
      .then(this.#options.onChecked)
      .catch((cause: unknown) => this.#options.telemetry.error('position check failed', cause))
      .finally(() => this.#checked());
  }

  stop(): void {
    this.#stopped = true;
    this.#stopCheck();
    for (const { hub, lingering } of this.#hubs.values()) {
      lingering?.();
      hub.close();
    }
    this.#hubs.clear();
  }

  #offer(channel: string, events: readonly WireEvent[]): void {
    const hub = this.get(channel);
    if (!hub) return;
    for (const event of events) hub.offer(event);
    hub.flushWhenDue();
  }

  #signalHere(signal: WireSignal, exceptSession: string | null): void {
    const hub = this.get(signal.channel);
    if (!hub) return;
    hub.signal(signal, exceptSession);
    hub.flushWhenDue();
  }

  /** Subscribes first, then reads the head: what is published in between waits in the hub. */
  async #open(hub: ChannelHub): Promise<void> {
    const { bus } = this.#options;
    await Promise.all([bus.subscribe(EVENTS + hub.channel), bus.subscribe(SIGNALS + hub.channel)]);
    const head = await this.#headOf(hub.channel);
    hub.opened(head.seq);
  }

  /** Channels opened in the same turn share one read of heads, and so do those opened while one is under way: the next. */
  #headOf(channel: string): Promise<ChannelHead> {
    return new Promise((resolve, reject) => {
      const settle = (head: ChannelHead | Error) => (head instanceof Error ? reject(head) : resolve(head));
      this.#wanted.push({ channel, settle });
      if (!this.#readingHeads) void this.#readHeads();
    });
  }

  async #readHeads(): Promise<void> {
    this.#readingHeads = true;
    await Promise.resolve();
    while (this.#wanted.length > 0) {
      const wanted = this.#wanted.splice(0, HEADS_AT_ONCE);
      try {
        const heads = await this.#options.log.heads(wanted.map(({ channel }) => channel));
        for (const { channel, settle } of wanted) settle(heads.get(channel) ?? { seq: 0, aclVersion: 0 });
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        for (const { settle } of wanted) settle(error);
      }
    }
    this.#readingHeads = false;
  }

  #scheduleCheck(): () => void {
    const { bus, clock, positionCheckMs } = this.#options;
    const afterMs = bus.healthy ? positionCheckMs : Math.min(positionCheckMs, DEAF_CHECK_MS);
    return clock.after(afterMs, () => this.check());
  }

  #checked(): void {
    this.#checking = false;
    if (this.#stopped) return;
    if (this.#checkAgain) {
      this.#checkAgain = false;
      this.check();
    } else this.#stopCheck = this.#scheduleCheck();
  }

  /** Compares every open channel with the log: what the bus lost is noticed here. Quiet ones give memory back. */
  async #checkPositions(): Promise<void> {
    const channels = [...this.#hubs.keys()];
    for (const { hub } of this.#hubs.values()) hub.rest();
    for (let from = 0; from < channels.length; from += HEADS_AT_ONCE) {
      const heads = await this.#options.log.heads(channels.slice(from, from + HEADS_AT_ONCE));
      for (const [channel, { seq }] of heads) this.#healIfBehind(channel, seq);
    }
  }

  #healIfBehind(channel: string, seq: number): void {
    const hub = this.get(channel);
    if (!hub || hub.head >= seq) return;
    this.#options.clock.after(RECHECK_MS, () => {
      if (this.get(channel) !== hub || hub.head >= seq) return;
      this.#options.telemetry.count('gaps');
      void this.#heal(hub);
    });
  }

  /**
   * Reads what follows the hub's head and offers it. Log rows don't say what they did to rights, so everyone's are
   * asked for anew, after the read and before anything of it is delivered (P6).
   */
  async #heal(hub: ChannelHub): Promise<void> {
    try {
      for (;;) {
        const page = await this.#options.reader.read(hub.channel, hub.head, hub.head);
        if (page.oldest > hub.head + 1) return hub.abandon(page.head);
        this.#options.onAclChange(hub.channel);
        await this.#options.recheck(hub);
        for (const event of page.events) hub.offer(event);
        hub.flushWhenDue();
        if (!page.more || page.events.length === 0) return;
      }
    } catch (cause) {
      this.#options.telemetry.error('healing a channel failed', cause);
    }
  }
}
