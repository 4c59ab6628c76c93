/**
 * The bus of many nodes, over Redis. Nothing is kept there: what gets lost while Redis is away or slow heals from the
 * log, so nothing here waits for it. Whoever may have lost something says so (`onGap`), to itself and to the others.
 */
import type { Bus, Clock, Ids, Telemetry } from '../../../kernel/index.ts';
import { type RedisAddress, redisAddress } from './address.ts';
import { clusterLink } from './cluster-link.ts';
import type { Link, LinkEvents } from './link.ts';
import { singleLink } from './single-link.ts';
import { Subscriptions } from './subscriptions.ts';

export interface RedisBusOptions {
  /** As in REDIS_URL. */
  readonly url: string;
  /** Tells apart installations that share one Redis; without braces. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly telemetry: Telemetry;
  /** Once for each time that Redis is lost, and once it is back. */
  readonly onAway: (cause: unknown) => void;
  readonly onBack: () => void;
  /** What may wait for Redis to take it; beyond that messages are dropped. */
  readonly maxWaitingBytes?: number;
}

type State =
  | { readonly kind: 'away'; readonly tries: number; readonly cancel: () => void }
  | { readonly kind: 'opening'; readonly tries: number; readonly link: Link }
  /** Connected; what is subscribed is being told. */
  | { readonly kind: 'telling'; readonly tries: number; readonly link: Link }
  | { readonly kind: 'up'; readonly tries: number; readonly link: Link }
  | { readonly kind: 'closed' };

const MAX_WAITING_BYTES = 16 * 1_048_576;
/** How long a subscriber waits for a Redis that is there. */
const SUBSCRIBE_MS = 2_000;
const OPEN_MS = 10_000;
/** How often a link is asked whether it is there, and how long it may take to answer. */
const PING_MS = 5_000;
const BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;
/** What is under way when the node goes may still go out. */
const CLOSE_MS = 500;
/** Says to the others that they may have missed something of this node. */
const GAP = '!gap';
/** Nobody listens to it: said once by each link, which is of no use to a user who may listen and not speak. */
const PROBE = '!probe';

export function createRedisBus(options: RedisBusOptions): Bus {
  return new RedisBus(options);
}

class RedisBus implements Bus {
  readonly #options: RedisBusOptions;
  readonly #address: RedisAddress;
  readonly #node: string;
  readonly #maxWaitingBytes: number;
  readonly #subscriptions = new Subscriptions((link, cause) => this.#lose(link, cause));
  /** Subscribers that go on without being heard when Redis is lost. */
  readonly #patient = new Set<() => void>();
  #state: State;
  #known: 'unknown' | 'away' | 'back' = 'unknown';
  #handler: (topic: string, body: string) => void = () => {};
  #onGap: () => void = () => {};
  #waitingBytes = 0;
  /** The others missed something of this node and were not told yet. */
  #owesGap = false;
  #onDrained: () => void = () => {};

  constructor(options: RedisBusOptions) {
    this.#options = options;
    this.#address = redisAddress(options.url);
    this.#node = options.ids.next();
    this.#maxWaitingBytes = options.maxWaitingBytes ?? MAX_WAITING_BYTES;
    this.#subscriptions.want(GAP, () => {});
    this.#state = this.#opening(0);
  }

  get healthy(): boolean {
    return this.#state.kind === 'up';
  }

  publish(topic: string, encode: () => string): void {
    const link = this.#speaking();
    if (link && this.#waitingBytes < this.#maxWaitingBytes) this.#send(link, topic, encode());
    else {
      this.#owesGap = true;
      this.#options.telemetry.count('bus_dropped');
    }
  }

  subscribe(topic: string): Promise<void> {
    return new Promise((resolve) => {
      let waits = true;
      const proceed = () => {
        waits = false;
        cancel();
        this.#patient.delete(proceed);
        resolve();
      };
      const cancel = this.#options.clock.after(SUBSCRIBE_MS, proceed);
      this.#patient.add(proceed);
      this.#subscriptions.want(topic, () => {
        if (waits) proceed();
        else if (this.healthy) this.#onGap();
      });
      if (this.#deaf()) proceed();
    });
  }

  async unsubscribe(topic: string): Promise<void> {
    this.#subscriptions.release(topic);
  }

  onMessage(handler: (topic: string, body: string) => void): void {
    this.#handler = handler;
  }

  onGap(handler: () => void): void {
    this.#onGap = handler;
  }

  async close(): Promise<void> {
    const state = this.#state;
    if (state.kind === 'closed') return;
    const speaking = this.#speaking() !== null;
    this.#state = { kind: 'closed' };
    this.#proceedAll();
    if (state.kind === 'away') return state.cancel();
    if (speaking && this.#waitingBytes > 0) {
      await new Promise<void>((resolve) => {
        const cancel = this.#options.clock.after(CLOSE_MS, resolve);
        this.#onDrained = () => {
          cancel();
          resolve();
        };
      });
    }
    state.link.destroy();
  }

  #speaking(): Link | null {
    return this.#state.kind === 'up' || this.#state.kind === 'telling' ? this.#state.link : null;
  }

  /** Whether waiting for a topic to be heard is in vain; the very first attempt is waited for. */
  #deaf(): boolean {
    const state = this.#state;
    if (state.kind === 'opening') return state.tries > 0;
    return state.kind === 'away' || state.kind === 'closed';
  }

  #proceedAll(): void {
    for (const proceed of [...this.#patient]) proceed();
  }

  #send(link: Link, topic: string, body: string): void {
    const message = `${this.#node} ${body}`;
    const bytes = Buffer.byteLength(message);
    this.#waitingBytes += bytes;
    const settled = () => {
      this.#waitingBytes -= bytes;
      if (this.#waitingBytes === 0) this.#onDrained();
    };
    link.publish(topic, message).then(
      () => {
        settled();
        if (this.#waitingBytes <= this.#maxWaitingBytes / 2) this.#tellOthers();
      },
      (cause: unknown) => {
        settled();
        this.#owesGap = true;
        this.#lose(link, cause);
      },
    );
  }

  #tellOthers(): void {
    const link = this.#speaking();
    if (!this.#owesGap || !link) return;
    this.#owesGap = false;
    this.#send(link, GAP, '');
  }

  #receive(topic: string, message: string): void {
    const end = message.indexOf(' ');
    if (message.slice(0, end) === this.#node || this.#state.kind === 'closed') return;
    if (!this.#subscriptions.has(topic)) return;
    try {
      if (topic === GAP) this.#onGap();
      else this.#handler(topic, message.slice(end + 1));
    } catch (cause) {
      // Its node's own fault: it surfaces as an uncaught exception, as with the bus of one process.
      queueMicrotask(() => {
        throw cause;
      });
    }
  }

  #opening(tries: number): State {
    const events: LinkEvents = {
      onMessage: (topic, message) => this.#receive(topic, message),
      onLost: (cause) => this.#lose(link, cause),
    };
    const make = this.#address.cluster ? clusterLink : singleLink;
    const link: Link = make(this.#address, this.#options.prefix, events);
    void this.#open(link, tries);
    return { kind: 'opening', tries, link };
  }

  async #open(link: Link, tries: number): Promise<void> {
    const cancel = this.#options.clock.after(OPEN_MS, () =>
      this.#lose(link, new Error('Redis does not answer')),
    );
    try {
      await link.open();
      cancel();
      if (!this.#holds(link)) return link.destroy();
      this.#state = { kind: 'telling', tries, link };
      this.#watch(link);
      await this.#subscriptions.use(link);
      await link.publish(PROBE, '');
    } catch (cause) {
      cancel();
      return this.#lose(link, cause);
    }
    if (!this.#holds(link)) return;
    this.#state = { kind: 'up', tries, link };
    if (this.#known === 'away') this.#options.onBack();
    this.#known = 'back';
    this.#tellOthers();
    this.#onGap();
  }

  #holds(link: object): boolean {
    return 'link' in this.#state && this.#state.link === link;
  }

  #lose(link: object, cause: unknown): void {
    const state = this.#state;
    if (!('link' in state) || state.link !== link) return;
    const { clock, ids } = this.#options;
    const tries = state.tries + 1;
    const delayMs = ids.random() * Math.min(MAX_BACKOFF_MS, BACKOFF_MS * 2 ** Math.min(tries, 16));
    const again = () => {
      this.#state = this.#opening(tries);
    };
    this.#state = { kind: 'away', tries, cancel: clock.after(delayMs, again) };
    this.#subscriptions.lost();
    state.link.destroy();
    if (this.#known !== 'away') this.#options.onAway(cause);
    this.#known = 'away';
    this.#proceedAll();
    if (state.kind === 'up') this.#onGap();
  }

  /** Finds a link that is there but silent; one that answers may be lost again without being waited for. */
  #watch(link: Link): void {
    const { clock } = this.#options;
    clock.after(PING_MS, () => {
      if (!this.#holds(link)) return;
      const cancel = clock.after(PING_MS, () => this.#lose(link, new Error('Redis does not answer')));
      link.ping().then(
        () => {
          cancel();
          if (this.#state.kind === 'up' && this.#holds(link)) this.#state = { ...this.#state, tries: 0 };
          this.#watch(link);
        },
        (cause: unknown) => {
          cancel();
          this.#lose(link, cause);
        },
      );
    });
  }
}
