/**
 * Tells people of each other's presence: those who follow a channel together see one another, on whatever node they are,
 * and whoever looks at a person sees them wherever they are.
 *
 * A change reaches each session once, however many channels it shares with the person. Channels with more followers
 * than `MAX_FOLLOWERS` are left out: there everyone telling everyone would cost their square, and only those who look
 * are told. What changed lately is said once more, since a signal may be lost.
 */
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import { userChannel } from '../access/access-cache.ts';
import type { Hubs } from '../fanout/hubs.ts';
import type { FollowedHub, Receiver } from '../fanout/subscription.ts';
import type { WireSignal } from '../log/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import { Interests, type StillVisible } from './interests.ts';
import { type PresenceTracker, samePresence } from './presence.ts';
import { Roster } from './roster.ts';

const MAX_FOLLOWERS = 250;
const TYPE = 'presence:changed';
const REPEAT_MS = 30_000;
/** Channels in one question to the other nodes, or one answer. */
const AT_ONCE = 500;

/** What nodes tell each other of who follows what. */
export type RosterWords =
  /** Somebody began to follow channels. */
  | { readonly kind: 'met'; readonly changed: PresenceChanged; readonly channels: readonly string[] }
  /** Sessions began to follow channels that nobody followed on their node: who does elsewhere? */
  | { readonly kind: 'who'; readonly channels: readonly string[] }
  /** Those who do, by channel. */
  | { readonly kind: 'these'; readonly followers: readonly (readonly [string, readonly string[]])[] };

export interface AnnouncerOptions {
  readonly hubs: Pick<Hubs, 'get'>;
  readonly clock: Clock;
  readonly presence: () => Pick<PresenceTracker, 'of' | 'isHere'>;
  /** Tells the other nodes. */
  readonly tell: (words: RosterWords) => void;
}

export class Announcer {
  readonly #options: AnnouncerOptions;
  /** Where people were last seen following: whom to tell when they are gone. */
  readonly #roster = new Roster();
  readonly #interests = new Interests();
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
    const told = [...this.#roster.channelsOf(changed.userId), userChannel(changed.userId)];
    this.#tell(changed, told, { watched: true });
    this.#lately.set(changed.userId, told);
    if (changed.status === 'offline') this.#roster.forgetPerson(changed.userId);
  }

  /**
   * The session looks at these people and at nobody else. Answers how they are now; from `start` on, to be called once
   * that answer is queued, it is told what changes, what changed in between first.
   */
  watch(
    session: LiveSession,
    userIds: readonly string[],
    still?: StillVisible,
  ): { readonly states: readonly PresenceChanged[]; readonly start: () => void } {
    const presence = this.#options.presence();
    const states = userIds.map((userId) => presence.of(userId));
    return {
      states,
      start: () => {
        if (session.state.kind !== 'live') return;
        this.#interests.replace(session, userIds, still);
        for (const before of states) {
          const now = presence.of(before.userId);
          if (!samePresence(before, now)) session.signal(this.#signal(now));
        }
      },
    };
  }

  /** The session ended. */
  left(session: LiveSession): void {
    this.#interests.forget(session);
  }

  heard(words: RosterWords): void {
    switch (words.kind) {
      case 'met':
        for (const channel of words.channels) this.#roster.add(words.changed.userId, channel);
        this.#tell(words.changed, words.channels);
        break;
      case 'who':
        this.#answer(words.channels);
        break;
      case 'these':
        this.#learn(words.followers);
        break;
    }
  }

  /** Words may have been lost both ways: says anew who follows what here, and asks who does elsewhere. */
  gap(): void {
    const channels = [...this.#roster.channels()];
    for (let from = 0; from < channels.length; from += AT_ONCE) {
      this.#answer(channels.slice(from, from + AT_ONCE));
    }
    this.#ask(channels);
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
    const opened: string[] = [];
    for (const [session, hubs] of arrivals) {
      for (const { channel } of hubs) if (this.#roster.open(channel)) opened.push(channel);
      const small = hubs.filter((hub) => hub.subscriptions.size <= MAX_FOLLOWERS);
      this.#showOthers(session, small);
      const fresh = hubs.filter((hub) => this.#roster.add(session.userId, hub.channel));
      const channels = small.filter((hub) => fresh.includes(hub)).map((hub) => hub.channel);
      if (channels.length === 0) continue;
      const mine = this.#options.presence().of(session.userId);
      this.#tell(mine, channels, { except: session });
      this.#options.tell({ kind: 'met', changed: mine, channels });
    }
    this.#ask(opened);
  }

  /** Those on this node and on others alike. */
  #showOthers(session: LiveSession, hubs: readonly FollowedHub[]): void {
    const others = new Set<string>();
    for (const { channel } of hubs) {
      const followers = this.#roster.followersOf(channel);
      if (followers.size <= MAX_FOLLOWERS) for (const userId of followers) others.add(userId);
    }
    others.delete(session.userId);
    for (const userId of others) session.signal(this.#signal(this.#options.presence().of(userId)));
  }

  #ask(channels: readonly string[]): void {
    for (let from = 0; from < channels.length; from += AT_ONCE) {
      this.#options.tell({ kind: 'who', channels: channels.slice(from, from + AT_ONCE) });
    }
  }

  /** With whom this node knows to be on it: of the others their own nodes tell. */
  #answer(channels: readonly string[]): void {
    const presence = this.#options.presence();
    const followers = channels.flatMap((channel) => {
      const here = [...this.#roster.followersOf(channel)].filter((userId) => presence.isHere(userId));
      return here.length > 0 && here.length <= MAX_FOLLOWERS ? [[channel, here] as const] : [];
    });
    if (followers.length > 0) this.#options.tell({ kind: 'these', followers });
  }

  #learn(followers: readonly (readonly [string, readonly string[]])[]): void {
    const fresh = new Map<string, string[]>();
    for (const [channel, people] of followers) {
      for (const userId of people) {
        if (this.#roster.add(userId, channel)) fresh.set(userId, [...(fresh.get(userId) ?? []), channel]);
      }
    }
    for (const [userId, channels] of fresh) {
      const presence = this.#options.presence().of(userId);
      // Whose presence has not been heard yet is told of when it is.
      if (presence.status !== 'offline') this.#tell(presence, channels);
    }
  }

  #scheduleRepetition(): () => void {
    return this.#options.clock.after(REPEAT_MS, () => {
      const lately = this.#lately;
      this.#lately = new Map();
      const presence = this.#options.presence();
      for (const [userId, channels] of lately) this.#tell(presence.of(userId), channels, { watched: true });
      void this.#interests.recheck();
      this.#forgetDeserted();
      this.#stopRepeating = this.#scheduleRepetition();
    });
  }

  /** Channels that nobody follows here any more: who opens one again asks again. */
  #forgetDeserted(): void {
    for (const channel of [...this.#roster.channels()]) {
      const hub = this.#options.hubs.get(channel);
      if (!hub || hub.subscriptions.size === 0) this.#roster.forgetChannel(channel);
    }
  }

  /** Tells the sessions of this node that follow any of the channels, and with `watched` those that look at the person. */
  #tell(
    changed: PresenceChanged,
    channels: readonly string[],
    { except, watched = false }: { readonly except?: Receiver; readonly watched?: boolean } = {},
  ): void {
    const receivers = new Set<Receiver>(watched ? this.#interests.watchersOf(changed.userId) : []);
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
