/**
 * Following channels: checks the right to, subscribes, resumes, and starts live delivery once the answer is queued.
 */
import type { Position } from '@parley/contract/kernel/position';
import { type AccessCache, userChannel } from '../access/access-cache.ts';
import type { ChannelKind, Followed } from '../commands/definition.ts';
import { refuse } from '../commands/refusal.ts';
import type { ChannelHub } from '../fanout/channel-hub.ts';
import type { Hubs } from '../fanout/hubs.ts';
import { type FollowedHub, Subscription } from '../fanout/subscription.ts';
import type { Identity } from '../ports/identities.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { LogReader } from '../recovery/log-reader.ts';
import { activate, resume } from '../recovery/resume.ts';
import type { LiveSession } from './live-session.ts';

export interface FollowingOptions {
  readonly kinds: ReadonlyMap<string, ChannelKind>;
  readonly access: AccessCache;
  readonly hubs: Hubs;
  readonly reader: LogReader;
  readonly telemetry: Telemetry;
  /** Bytes of event data in one answer. */
  readonly pageBytes: number;
  /** The session now receives the channel live. */
  readonly onLive: (session: LiveSession, hub: FollowedHub) => void;
}

/** A resume that was read; `start` makes it live and is called right after its answer was queued. */
export interface Follow {
  readonly followed: Followed;
  readonly start: () => void;
}

export class Following {
  readonly #options: FollowingOptions;

  constructor(options: FollowingOptions) {
    this.#options = options;
  }

  async follow(
    session: LiveSession,
    viewer: Identity,
    channel: string,
    position: Position | undefined,
  ): Promise<Follow> {
    const { reader, telemetry, pageBytes } = this.#options;
    const [kind, id] = this.#kindOf(channel);
    // Rights are asked for before a hub is opened, so that names one may not see cost nothing …
    if (!(await this.#options.access.access(kind, id, viewer))?.read) notFound();
    const subscription = await this.#subscribe(session, channel);
    const { hub } = subscription;
    try {
      // … and again once subscribed, by who the person is now: a right lost from here on ends the subscription (P6).
      const current = await this.#options.access.identity(viewer.userId);
      const access = current?.active ? await this.#options.access.access(kind, id, current) : null;
      if (!current || !access?.read) notFound();
      const { visibleFromSeq } = access;
      const snapshot = () => kind.snapshot(id, current);
      const followed = await resume(reader, { hub, position, visibleFromSeq, pageBytes, snapshot });
      if (subscription.state.kind === 'ended') {
        // Either asked for again meanwhile, or the right was lost while reading: nothing of it may be told.
        if (session.subscriptions.get(channel) !== subscription)
          refuse('CONFLICT', 'Asked for again meanwhile.');
        notFound();
      }
      telemetry.count(followed.recovered ? 'recoveries' : 'recovery_misses');
      return { followed, start: () => this.#start(session, subscription, followed) };
    } catch (cause) {
      this.#end(session, subscription);
      throw cause;
    }
  }

  /** Receives the channel live from now on, without a resume. For what the kernel itself follows. */
  async attach(session: LiveSession, channel: string): Promise<void> {
    const subscription = await this.#subscribe(session, channel);
    subscription.state = { kind: 'live', seq: subscription.hub.head };
  }

  unfollow(session: LiveSession, channel: string): void {
    const subscription = session.subscriptions.get(channel);
    if (subscription) this.#end(session, subscription);
  }

  /** Ends everything the session follows. */
  unfollowAll(session: LiveSession): void {
    for (const subscription of [...session.subscriptions.values()]) this.#end(session, subscription);
  }

  /**
   * Pauses all that the session follows, asks anew what the person may read, and goes on with that (P6). Nothing is
   * delivered in between; their own channel goes on, since it tells them what changed.
   */
  async recheck(session: LiveSession, identity: Promise<Identity | null>): Promise<void> {
    const own = userChannel(session.userId);
    const paused: Array<{ subscription: Subscription; seq: number }> = [];
    for (const subscription of session.subscriptions.values()) {
      const { state, hub } = subscription;
      if (state.kind !== 'live' || hub.channel === own) continue;
      subscription.state = { kind: 'resuming' };
      paused.push({ subscription, seq: state.seq });
    }
    const viewer = await identity;
    if (viewer?.banned) return session.end('banned', 0, viewer.banned);
    if (!viewer?.active) return session.end('disabled');
    for (const { subscription, seq } of paused) {
      const [kind, id] = this.#kindOf(subscription.hub.channel);
      const access = await this.#options.access.access(kind, id, viewer);
      if (access?.read) await activate(this.#options.reader, subscription, seq);
      else this.#end(session, subscription);
    }
  }

  /** Asks anew for everyone who follows one channel, and ends the subscriptions of those who may not. */
  async recheckHub(hub: ChannelHub): Promise<void> {
    const [kind, id] = this.#kindOf(hub.channel);
    for (const userId of new Set([...hub.subscriptions].map(({ receiver }) => receiver.userId))) {
      const viewer = await this.#options.access.identity(userId);
      const access = viewer?.active ? await this.#options.access.access(kind, id, viewer) : null;
      if (!access?.read) hub.revoke(userId);
    }
  }

  async #subscribe(session: LiveSession, channel: string): Promise<Subscription> {
    const hub = await this.#options.hubs.acquire(channel);
    // The one before it, or one asked for at the same time, gives way.
    this.unfollow(session, channel);
    const subscription = new Subscription(hub, session);
    if (session.state.kind !== 'live') {
      this.#options.hubs.release(channel);
      refuse('UNAVAILABLE', 'The connection has ended.');
    }
    hub.subscriptions.add(subscription);
    session.subscriptions.set(channel, subscription);
    return subscription;
  }

  #start(session: LiveSession, subscription: Subscription, followed: Followed): void {
    if (followed.more) {
      if (subscription.state.kind === 'resuming') subscription.state = { kind: 'paging' };
      return;
    }
    const live = activate(this.#options.reader, subscription, followed.position.seq);
    if (subscription.state.kind === 'live') this.#options.onLive(session, subscription.hub);
    else void this.#startLater(live, session, subscription);
  }

  async #startLater(live: Promise<void>, session: LiveSession, subscription: Subscription): Promise<void> {
    try {
      await live;
      if (subscription.state.kind === 'live') this.#options.onLive(session, subscription.hub);
    } catch (cause) {
      this.#options.telemetry.error('going live failed', cause);
      session.lost();
    }
  }

  #end(session: LiveSession, subscription: Subscription): void {
    const { hub } = subscription;
    hub.remove(subscription);
    if (session.subscriptions.get(hub.channel) !== subscription) return;
    session.subscriptions.delete(hub.channel);
    this.#options.hubs.release(hub.channel);
  }

  #kindOf(channel: string): [ChannelKind, string] {
    const colon = channel.indexOf(':');
    const kind = this.#options.kinds.get(channel.slice(0, colon));
    if (!kind) notFound();
    return [kind, channel.slice(colon + 1)];
  }
}

/** One text for what isn't there and for what one may not see. */
function notFound(): never {
  refuse('NOT_FOUND', 'There is no such channel, or you may not see it.');
}
