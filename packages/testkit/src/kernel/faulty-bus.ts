/** A bus between nodes of one test that loses, doubles and delays messages by a seed. */
import type { Bus } from '@parley/server/kernel/index';
import type { ManualClock } from './manual-clock.ts';
import type { SeededIds } from './seeded-ids.ts';

export interface Faults {
  /** Chances per message and receiver, 0 to 1. */
  lose: number;
  double: number;
  /** Up to how long a message is under way, milliseconds; different delays reorder. */
  delayMs: number;
}

export class FaultyBusHub {
  readonly faults: Faults;
  readonly #clock: ManualClock;
  readonly #chance: SeededIds;
  readonly #nodes = new Set<FaultyBus>();

  constructor(clock: ManualClock, chance: SeededIds, faults: Faults) {
    this.#clock = clock;
    this.#chance = chance;
    this.faults = faults;
  }

  node(): Bus {
    const bus = new FaultyBus(this);
    this.#nodes.add(bus);
    return bus;
  }

  /** What a bus does as it becomes deaf, and as it hears again: it says so to every node. */
  becomes(healthy: boolean): void {
    for (const node of this.#nodes) {
      node.healthy = healthy;
      node.gap();
    }
  }

  carry(from: FaultyBus, topic: string, body: string): void {
    for (const node of this.#nodes) {
      if (node === from || !node.topics.has(topic)) continue;
      if (this.#chance.random() < this.faults.lose) continue;
      const copies = this.#chance.random() < this.faults.double ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const delay = Math.floor(this.#chance.random() * this.faults.delayMs);
        this.#clock.after(delay, () => node.handler(topic, body));
      }
    }
  }
}

class FaultyBus implements Bus {
  healthy = true;
  readonly topics = new Map<string, number>();
  handler: (topic: string, body: string) => void = () => {};
  gap: () => void = () => {};
  readonly #hub: FaultyBusHub;

  constructor(hub: FaultyBusHub) {
    this.#hub = hub;
  }

  publish(topic: string, encode: () => string): void {
    this.#hub.carry(this, topic, encode());
  }

  async subscribe(topic: string): Promise<void> {
    this.topics.set(topic, (this.topics.get(topic) ?? 0) + 1);
  }

  async unsubscribe(topic: string): Promise<void> {
    const left = (this.topics.get(topic) ?? 0) - 1;
    if (left > 0) this.topics.set(topic, left);
    else this.topics.delete(topic);
  }

  onMessage(handler: (topic: string, body: string) => void): void {
    this.handler = handler;
  }

  onGap(handler: () => void): void {
    this.gap = handler;
  }

  async close(): Promise<void> {
    this.topics.clear();
  }
}
