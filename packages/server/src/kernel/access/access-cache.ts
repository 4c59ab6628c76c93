/**
 * Who somebody is and what they may do, cached with exact invalidation.
 *
 * An entry is true for one `aclVersion` of its channel and one `authVersion` of its person. Every event that changes
 * rights passes `changed` before it is delivered, and a read that began before such an event is never kept. What a
 * node misses is caught when the write set's expectations fail (`forget`), and in any case after `maxAgeMs`.
 */
import type { Access, ChannelKind } from '../commands/definition.ts';
import type { Clock } from '../ports/clock.ts';
import type { Identities, Identity } from '../ports/identities.ts';
import { Flights } from './flights.ts';
import { Lru } from './lru.ts';

interface ChannelEntry {
  readonly users: Map<string, UserEntry>;
}

/** Answers are kept as settled promises: who asks again makes no new one. */
interface UserEntry {
  readonly answer: Promise<Access | null>;
  readonly authVersion: number;
  readonly until: number;
}

interface KnownIdentity {
  readonly answer: Promise<Identity | null>;
  readonly until: number;
}

export interface AccessCacheOptions {
  readonly identities: Identities;
  readonly clock: Clock;
  /** Ceiling on staleness where an invalidation could be lost (several nodes). */
  readonly maxAgeMs: number;
}

export function userChannel(userId: string): string {
  return `user:${userId}`;
}

export class AccessCache {
  readonly #options: AccessCacheOptions;
  readonly #channels = new Lru<ChannelEntry>(10_000);
  readonly #identities = new Lru<KnownIdentity>(20_000);
  readonly #identityReads = new Flights<Identity | null>();
  readonly #accessReads = new Flights<Access | null>();
  /** Counts invalidations; compared before a read is kept. */
  #generation = 0;

  constructor(options: AccessCacheOptions) {
    this.#options = options;
  }

  identity(userId: string): Promise<Identity | null> {
    const now = this.#options.clock.monotonic();
    const known = this.#identities.get(userId);
    if (known && known.until > now) return known.answer;
    return this.#identityReads.share(userId, this.#generation, () => this.#readIdentity(userId, now));
  }

  access<F>(kind: ChannelKind<F>, id: string, viewer: Identity): Promise<Access<F> | null> {
    const channel = `${kind.kind}:${id}`;
    const now = this.#options.clock.monotonic();
    const known = this.#channels.get(channel)?.users.get(viewer.userId);
    if (known && known.until > now && known.authVersion === viewer.authVersion) {
      // Stored below under the same channel name, which names the same kind.
      return known.answer as Promise<Access<F> | null>;
    }
    const key = `${channel} ${viewer.userId} ${viewer.authVersion}`;
    const read = () => this.#readAccess(channel, kind, id, viewer, now);
    return this.#accessReads.share(key, this.#generation, read) as Promise<Access<F> | null>;
  }

  /** Rights on a channel changed, or may have. */
  forget(channel: string): void {
    this.#generation += 1;
    this.#channels.delete(channel);
    if (channel.startsWith('user:')) this.#identities.delete(channel.slice('user:'.length));
  }

  /** Any of them may have changed unnoticed. */
  forgetAll(): void {
    this.#generation += 1;
    this.#channels.clear();
    this.#identities.clear();
  }

  async #readIdentity(userId: string, now: number): Promise<Identity | null> {
    const generation = this.#generation;
    const identity = await this.#options.identities.find(userId);
    if (identity && generation === this.#generation) {
      const answer = Promise.resolve(identity);
      this.#identities.set(userId, { answer, until: now + this.#options.maxAgeMs });
    }
    return identity;
  }

  async #readAccess<F>(
    channel: string,
    kind: ChannelKind<F>,
    id: string,
    viewer: Identity,
    now: number,
  ): Promise<Access<F> | null> {
    const generation = this.#generation;
    const access = await kind.access(id, viewer.userId);
    // What doesn't exist isn't kept: asking for endless names must not fill memory.
    if (access && generation === this.#generation) {
      const entry = this.#channels.get(channel) ?? { users: new Map<string, UserEntry>() };
      const until = now + this.#options.maxAgeMs;
      const answer = Promise.resolve(access);
      entry.users.set(viewer.userId, { answer, authVersion: viewer.authVersion, until });
      this.#channels.set(channel, entry);
    }
    return access;
  }
}
