/**
 * Tells people of each other's presence: those who follow a channel together see one another.
 *
 * A change reaches each session once, however many channels it shares with the person. Channels with more followers
 * than `MAX_FOLLOWERS` are left out: there everyone telling everyone would cost their square, and the member list's
 * snapshot says it.
 */
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import { userChannel } from '../access/access-cache.ts';
import type { ChannelHub } from '../fanout/channel-hub.ts';
import type { Hubs } from '../fanout/hubs.ts';
import type { Receiver } from '../fanout/subscription.ts';
import type { WireSignal } from '../log/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { PresenceTracker } from './presence.ts';

const MAX_FOLLOWERS = 250;
const TYPE = 'presence:changed';

export interface AnnouncerOptions {
  readonly hubs: Hubs;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly presence: () => PresenceTracker;
  /** Passes an announcement to the other nodes, with the channels it is for. */
  readonly spread: (changed: PresenceChanged, channels: readonly string[]) => void;
}

export class Announcer {
  readonly #options: AnnouncerOptions;
  /** Where people were last seen following: whom to tell when they are gone. */
  readonly #followed = new Map<string, Set<string>>();

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** A person's presence changed. */
  changed(changed: PresenceChanged): void {
    const channels = [...(this.#followed.get(changed.userId) ?? [])];
    const mine = this.#options.sessions.of(changed.userId).map((session) => userChannel(session.userId));
    const all = [...new Set([...channels, ...mine])];
    this.here(changed, all);
    if (all.length > 0) this.#options.spread(changed, all);
    if (changed.status === 'offline') this.#followed.delete(changed.userId);
  }

  /** Tells the sessions of this node that follow any of the channels. */
  here(changed: PresenceChanged, channels: readonly string[]): void {
    const receivers = new Set<Receiver>();
    for (const channel of channels) {
      const hub = this.#options.hubs.get(channel);
      if (!hub || hub.subscriptions.size > MAX_FOLLOWERS) continue;
      for (const { receiver, state } of hub.subscriptions) if (state.kind === 'live') receivers.add(receiver);
    }
    const signal = this.#signal(changed);
    for (const receiver of receivers) receiver.signal(signal);
  }

  /** A session began to receive a channel: it learns who is here, and they learn of it. */
  met(session: LiveSession, hub: ChannelHub): void {
    if (hub.channel.startsWith('user:')) return;
    const followed = this.#followed.get(session.userId) ?? new Set<string>();
    const isNew = !followed.has(hub.channel);
    followed.add(hub.channel);
    this.#followed.set(session.userId, followed);
    if (hub.subscriptions.size > MAX_FOLLOWERS) return;
    const presence = this.#options.presence();
    for (const userId of new Set([...hub.subscriptions].map(({ receiver }) => receiver.userId))) {
      if (userId !== session.userId) session.signal(this.#signal(presence.of(userId)));
    }
    if (!isNew) return;
    const mine = presence.of(session.userId);
    this.here(mine, [hub.channel]);
    this.#options.spread(mine, [hub.channel]);
  }

  #signal(changed: PresenceChanged): WireSignal {
    const at = new Date(this.#options.clock.now()).toISOString();
    const channel = userChannel(changed.userId);
    return { channel, type: TYPE, actor: changed.userId, at, data: JSON.stringify(changed) };
  }
}
