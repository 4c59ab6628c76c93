/**
 * Tells people of each other's presence: those who follow a channel together see one another.
 *
 * A change reaches each session once, however many channels it shares with the person. Channels with more followers
 * than `MAX_FOLLOWERS` are left out: there everyone telling everyone would cost their square, and the member list's
 * snapshot says it. What changed lately is said once more, since a signal may be lost.
 */
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import { userChannel } from '../access/access-cache.ts';
import type { Hubs } from '../fanout/hubs.ts';
import type { FollowedHub, Receiver } from '../fanout/subscription.ts';
import type { WireSignal } from '../log/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { PresenceTracker } from './presence.ts';

const MAX_FOLLOWERS = 250;
const TYPE = 'presence:changed';
const REPEAT_MS = 30_000;

export interface AnnouncerOptions {
  readonly hubs: Hubs;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly presence: () => PresenceTracker;
  /** Tells the other nodes that somebody began to follow channels here. */
  readonly spread: (changed: PresenceChanged, channels: readonly string[]) => void;
}

export class Announcer {
  readonly #options: AnnouncerOptions;
  /** Where people were last seen following: whom to tell when they are gone. */
  readonly #followed = new Map<string, Set<string>>();
  #arrivals = new Map<LiveSession, FollowedHub[]>();
  /** Whose presence changed since the last repetition, and where that was told. */
  #lately = new Map<string, readonly string[]>();
  #stopRepeating: () => void;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
    this.#stopRepeating = this.#scheduleRepetition();
  }

  stop(): void {
    this.#stopRepeating();
  }

  /** A person's presence changed. Every node notices by itself, so nothing is spread. */
  changed(changed: PresenceChanged): void {
    const channels = this.#followed.get(changed.userId) ?? new Set<string>();
    const told = [...channels, userChannel(changed.userId)];
    this.#tell(changed, told);
    this.#lately.set(changed.userId, told);
    if (changed.status === 'offline') this.#followed.delete(changed.userId);
  }

  /** Another node says that somebody began to follow channels there. */
  heard(changed: PresenceChanged, channels: readonly string[]): void {
    for (const channel of channels) this.#remember(changed.userId, channel);
    this.#tell(changed, channels);
  }

  /** A session began to receive a channel: it learns who is here, and they learn of it. */
  met(session: LiveSession, hub: FollowedHub): void {
    if (hub.channel.startsWith('user:')) return;
    const hubs = this.#arrivals.get(session);
    if (hubs) {
      hubs.push(hub);
      return;
    }
    this.#arrivals.set(session, [hub]);
    // Whoever resumes two hundred channels in one call meets each person once.
    if (this.#arrivals.size === 1) void Promise.resolve().then(() => this.#introduce());
  }

  #introduce(): void {
    const arrivals = this.#arrivals;
    this.#arrivals = new Map();
    for (const [session, hubs] of arrivals) {
      const small = hubs.filter((hub) => hub.subscriptions.size <= MAX_FOLLOWERS);
      this.#showOthers(session, small);
      const fresh = hubs.filter((hub) => this.#remember(session.userId, hub.channel));
      const channels = small.filter((hub) => fresh.includes(hub)).map((hub) => hub.channel);
      if (channels.length === 0) continue;
      const mine = this.#options.presence().of(session.userId);
      this.#tell(mine, channels, session);
      this.#options.spread(mine, channels);
    }
  }

  #showOthers(session: LiveSession, hubs: readonly FollowedHub[]): void {
    const others = new Set<string>();
    for (const hub of hubs) for (const { receiver } of hub.subscriptions) others.add(receiver.userId);
    others.delete(session.userId);
    for (const userId of others) session.signal(this.#signal(this.#options.presence().of(userId)));
  }

  #scheduleRepetition(): () => void {
    return this.#options.clock.after(REPEAT_MS, () => {
      const lately = this.#lately;
      this.#lately = new Map();
      for (const [userId, channels] of lately) this.#tell(this.#options.presence().of(userId), channels);
      this.#stopRepeating = this.#scheduleRepetition();
    });
  }

  /** False when it was known. */
  #remember(userId: string, channel: string): boolean {
    const followed = this.#followed.get(userId) ?? new Set<string>();
    if (followed.has(channel)) return false;
    followed.add(channel);
    this.#followed.set(userId, followed);
    return true;
  }

  /** Tells the sessions of this node that follow any of the channels. */
  #tell(changed: PresenceChanged, channels: readonly string[], except?: Receiver): void {
    const receivers = new Set<Receiver>();
    for (const channel of channels) {
      const hub = this.#options.hubs.get(channel);
      if (!hub || hub.subscriptions.size > MAX_FOLLOWERS) continue;
      for (const { receiver, state } of hub.subscriptions) if (state.kind === 'live') receivers.add(receiver);
    }
    const signal = this.#signal(changed);
    if (except) receivers.delete(except);
    for (const receiver of receivers) receiver.signal(signal);
  }

  #signal(changed: PresenceChanged): WireSignal {
    const at = new Date(this.#options.clock.now()).toISOString();
    const channel = userChannel(changed.userId);
    return { channel, type: TYPE, actor: changed.userId, at, data: JSON.stringify(changed) };
  }
}
