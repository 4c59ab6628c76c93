/** Chance and digests come in here, so that tests are repeatable. */

export interface Ids {
  /** A UUIDv7 (RFC 9562 §5.7), rising within one process. */
  next(): string;
  /** A collision-resistant digest of `text`, for telling two payloads apart. */
  digest(text: string): string;
  /** Uniform in [0, 1). For jitter, never for secrets. */
  random(): number;
}
