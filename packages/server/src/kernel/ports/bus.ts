/**
 * The bus carries copies between nodes and is never the truth: a message may be lost, doubled or late, and the
 * position check heals from the log. Proved by `conformance/bus.conformance.ts`:
 * - B1  A topic's messages reach every other node that subscribed before they were published, in publishing order.
 * - B2  A node never receives its own messages.
 * - B3  `publish` returns at once and never throws. An adapter that can know that nobody else listens doesn't call
 *       `encode` then; one that is away from the others never does.
 * - B4  After `unsubscribe` resolved, no handler call for that topic starts.
 */
export interface Bus {
  publish(topic: string, encode: () => string): void;
  /**
   * Resolves when messages published from now on will arrive. Counted: as many unsubscribes undo it. It never rejects
   * and never waits long, so that a lost bus keeps nobody out: while the bus is deaf it resolves all the same, and a
   * gap is told once the topic is heard.
   */
  subscribe(topic: string): Promise<void>;
  unsubscribe(topic: string): Promise<void>;
  /** Set once, before the first subscribe. */
  onMessage(handler: (topic: string, body: string) => void): void;
  /**
   * Set once, before the first subscribe. Called when copies may have been lost: as the bus becomes deaf, and again
   * once everything subscribed is heard.
   */
  onGap(handler: () => void): void;
  /** False while copies are known to get lost. */
  readonly healthy: boolean;
  /** Ends promptly, whatever state the bus is in. */
  close(): Promise<void>;
}
