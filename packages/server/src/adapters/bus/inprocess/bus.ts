/** The bus of one process: for the single node, and for several kernels side by side in tests. */
import type { Bus } from '../../../kernel/index.ts';

interface Message {
  readonly to: readonly InProcessBus[];
  readonly topic: string;
  readonly body: string;
}

/** Where the nodes of one process meet. Messages go out in publishing order, never inside `publish`. */
export class InProcessHub {
  readonly #nodes = new Set<InProcessBus>();
  #queue: Message[] = [];

  /** A bus for one more node. */
  join(): Bus {
    const bus = new InProcessBus(this);
    this.#nodes.add(bus);
    return bus;
  }

  leave(node: InProcessBus): void {
    this.#nodes.delete(node);
  }

  publish(from: InProcessBus, topic: string, encode: () => string): void {
    if (this.#nodes.size < 2) return;
    const to = [...this.#nodes].filter((node) => node !== from && node.listensTo(topic));
    if (to.length === 0) return;
    this.#queue.push({ to, topic, body: encode() });
    if (this.#queue.length === 1) queueMicrotask(() => this.#deliver());
  }

  #deliver(): void {
    const messages = this.#queue;
    this.#queue = [];
    for (const { to, topic, body } of messages) for (const node of to) node.receive(topic, body);
  }
}

class InProcessBus implements Bus {
  readonly healthy = true;
  readonly #hub: InProcessHub;
  /** Topic -> how many subscribed. */
  readonly #topics = new Map<string, number>();
  #handler: (topic: string, body: string) => void = () => {};

  constructor(hub: InProcessHub) {
    this.#hub = hub;
  }

  publish(topic: string, encode: () => string): void {
    this.#hub.publish(this, topic, encode);
  }

  async subscribe(topic: string): Promise<void> {
    this.#topics.set(topic, (this.#topics.get(topic) ?? 0) + 1);
  }

  async unsubscribe(topic: string): Promise<void> {
    const left = (this.#topics.get(topic) ?? 0) - 1;
    if (left > 0) this.#topics.set(topic, left);
    else this.#topics.delete(topic);
  }

  onMessage(handler: (topic: string, body: string) => void): void {
    this.#handler = handler;
  }

  /** Within a process nothing gets lost. */
  onGap(): void {}

  async close(): Promise<void> {
    this.#topics.clear();
    this.#hub.leave(this);
  }

  listensTo(topic: string): boolean {
    return this.#topics.has(topic);
  }

  /** A handler that throws is its node's own fault and no other's: it surfaces as an uncaught exception. */
  receive(topic: string, body: string): void {
    if (!this.#topics.has(topic)) return;
    try {
      this.#handler(topic, body);
    } catch (cause) {
      queueMicrotask(() => {
        throw cause;
      });
    }
  }
}

export function createInProcessBus(): InProcessHub {
  return new InProcessHub();
}
