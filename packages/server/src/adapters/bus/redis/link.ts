/**
 * One life of the connections to Redis: a link that fails is thrown away and another is made, so that nothing of the
 * driver's own reconnecting has to be trusted or understood.
 */
export interface Link {
  /** Rejects when Redis can't be reached. Called once. */
  open(): Promise<void>;
  /** Resolves when Redis has confirmed them all. Calls must not overlap. */
  subscribe(topics: readonly string[]): Promise<void>;
  unsubscribe(topics: readonly string[]): Promise<void>;
  /** Resolves when Redis has it. Those of one turn go out together, in order. */
  publish(topic: string, body: string): Promise<unknown>;
  /** Resolves when every connection has answered. */
  ping(): Promise<unknown>;
  /** At once; what is under way is rejected. */
  destroy(): void;
}

export interface LinkEvents {
  onMessage(topic: string, body: string): void;
  /** The link is of no use any more; may be called more than once. */
  onLost(cause: unknown): void;
}
