/** Which topics this node wants and which of them Redis knows of: counted, and told in batches, one at a time. */

/** As much of a link as this needs. */
export interface Subscriber {
  subscribe(topics: readonly string[]): Promise<void>;
  unsubscribe(topics: readonly string[]): Promise<void>;
}

/** Channels in one command: a node with many that comes back must not hold Redis up. */
const BATCH = 1_000;

interface Wanted {
  count: number;
  /** Told to the present link and confirmed. */
  heard: boolean;
  waiting: Array<() => void>;
}

export class Subscriptions {
  readonly #topics = new Map<string, Wanted>();
  /** Topics whose state and the link's may differ. */
  readonly #changed = new Set<string>();
  /** Topics the present link was told of. */
  readonly #told = new Set<string>();
  #link: Subscriber | null = null;
  #telling: Promise<void> | null = null;
  readonly #onFailed: (link: Subscriber, cause: unknown) => void;

  /** `onFailed`: the link did not do what it was told. */
  constructor(onFailed: (link: Subscriber, cause: unknown) => void) {
    this.#onFailed = onFailed;
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  /** Calls `heard` once messages of the topic arrive; at once if they do, never if it is let go before. */
  want(topic: string, heard: () => void): void {
    const wanted = this.#topics.get(topic) ?? { count: 0, heard: false, waiting: [] };
    this.#topics.set(topic, wanted);
    wanted.count += 1;
    if (wanted.heard) heard();
    else wanted.waiting.push(heard);
    if (wanted.count === 1) this.#change(topic);
  }

  /** True when nobody wants it any more. */
  release(topic: string): boolean {
    const wanted = this.#topics.get(topic);
    if (!wanted) return true;
    wanted.count -= 1;
    if (wanted.count > 0) return false;
    this.#topics.delete(topic);
    this.#change(topic);
    return true;
  }

  /** A new link knows nothing: resolves when it was told all, rejects when it fails first. */
  async use(link: Subscriber): Promise<void> {
    this.lost();
    this.#link = link;
    for (const topic of this.#topics.keys()) this.#changed.add(topic);
    await this.#tell();
  }

  lost(): void {
    this.#link = null;
    this.#telling = null;
    this.#told.clear();
    this.#changed.clear();
    for (const wanted of this.#topics.values()) wanted.heard = false;
  }

  #change(topic: string): void {
    const link = this.#link;
    if (!link) return;
    this.#changed.add(topic);
    this.#tell().catch((cause: unknown) => this.#onFailed(link, cause));
  }

  #tell(): Promise<void> {
    this.#telling ??= this.#tellAll(this.#link);
    return this.#telling;
  }

  async #tellAll(link: Subscriber | null): Promise<void> {
    // What is asked for in the same turn goes along.
    await Promise.resolve();
    while (link && this.#link === link && this.#changed.size > 0) {
      const batch = [...this.#changed].slice(0, BATCH);
      for (const topic of batch) this.#changed.delete(topic);
      const added = batch.filter((topic) => this.#topics.has(topic) && !this.#told.has(topic));
      const gone = batch.filter((topic) => !this.#topics.has(topic) && this.#told.has(topic));
      for (const topic of added) this.#told.add(topic);
      for (const topic of gone) this.#told.delete(topic);
      if (gone.length > 0) await link.unsubscribe(gone);
      if (added.length > 0) await link.subscribe(added);
      if (this.#link === link) for (const topic of batch) this.#confirm(topic);
    }
    if (this.#link === link) this.#telling = null;
  }

  #confirm(topic: string): void {
    const wanted = this.#topics.get(topic);
    if (!wanted || !this.#told.has(topic)) return;
    wanted.heard = true;
    const waiting = wanted.waiting;
    wanted.waiting = [];
    for (const heard of waiting) heard();
  }
}
