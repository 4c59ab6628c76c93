/** Who follows which channel, on any node, as far as sessions of this node follow it too. Remembers people until they are gone. */
export class Roster {
  readonly #people = new Map<string, Set<string>>();
  readonly #channels = new Map<string, Set<string>>();

  /** False when the channel was known: then what other nodes say of it has been heard all along. */
  open(channel: string): boolean {
    if (this.#channels.has(channel)) return false;
    this.#channels.set(channel, new Set());
    return true;
  }

  channels(): IterableIterator<string> {
    return this.#channels.keys();
  }

  /** False when it was known, or when the channel is not followed here. */
  add(userId: string, channel: string): boolean {
    const people = this.#channels.get(channel);
    if (!people || people.has(userId)) return false;
    people.add(userId);
    const channels = this.#people.get(userId) ?? new Set<string>();
    channels.add(channel);
    this.#people.set(userId, channels);
    return true;
  }

  followersOf(channel: string): ReadonlySet<string> {
    return this.#channels.get(channel) ?? NOTHING;
  }

  channelsOf(userId: string): ReadonlySet<string> {
    return this.#people.get(userId) ?? NOTHING;
  }

  forgetPerson(userId: string): void {
    for (const channel of this.channelsOf(userId)) this.#channels.get(channel)?.delete(userId);
    this.#people.delete(userId);
  }

  forgetChannel(channel: string): void {
    for (const userId of this.followersOf(channel)) {
      const channels = this.#people.get(userId);
      channels?.delete(channel);
      if (channels?.size === 0) this.#people.delete(userId);
    }
    this.#channels.delete(channel);
  }
}

const NOTHING: ReadonlySet<string> = new Set();
