/**
 * The bus carries copies between nodes and is never the truth: a message may be lost, doubled or late, and the
 * position check heals from the log. Proved by `conformance/bus.conformance.ts`:
 * - B1  A topic's messages reach every other node that subscribed before they were published, in publishing order.
 * - B2  A node never receives its own messages.
 * - B3  `publish` returns at once and never throws; when nobody else can listen it does not call `encode`.
 * - B4  After `unsubscribe` resolved, no handler call for that topic starts.
 */
export interface Bus {
  publish(topic: string, encode: () => string): void;
  /** Resolves when messages published from now on will arrive. Counted: as many unsubscribes undo it. */
  subscribe(topic: string): Promise<void>;
  unsubscribe(topic: string): Promise<void>;
  /** Set once, before the first subscribe. */
  onMessage(handler: (topic: string, body: string) => void): void;
  /** False while copies are known to get lost. */
  readonly healthy: boolean;
  close(): Promise<void>;
}
