/** What nodes tell each other beside the events of channels. */
import type { Bus } from './ports/bus.ts';

/** Topics of channels begin otherwise (`fanout/hubs.ts`). */
const PREFIX = '~';

/** Words are copies: they may be lost, doubled or late, so what must hold is never said by them alone. */
export interface Nodes {
  /** To every other node; `words` gives what JSON can carry and is called only when somebody may hear it. */
  tell(topic: string, words: () => unknown): void;
  /** One handler a topic. Resolves when what is told from now on will be heard. */
  hear<T>(topic: string, handler: (words: T) => void): Promise<void>;
}

export class BusNodes implements Nodes {
  readonly #bus: Bus;
  readonly #handlers = new Map<string, (body: string) => void>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  tell(topic: string, words: () => unknown): void {
    this.#bus.publish(PREFIX + topic, () => JSON.stringify(words()));
  }

  hear<T>(topic: string, handler: (words: T) => void): Promise<void> {
    if (this.#handlers.has(PREFIX + topic)) throw new Error(`${topic} is heard already`);
    // Bodies come from our own nodes only, so their shapes are trusted.
    this.#handlers.set(PREFIX + topic, (body) => handler(JSON.parse(body) as T));
    return this.#bus.subscribe(PREFIX + topic);
  }

  /** A message of the bus that is no channel's. */
  receive(topic: string, body: string): void {
    this.#handlers.get(topic)?.(body);
  }
}
