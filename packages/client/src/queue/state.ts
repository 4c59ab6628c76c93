/** The queue of commands that must not be lost: what waits, what was refused. */
import type { WireError } from '@parley/contract/kernel/errors';
import type { CommandInput, CommandOutput } from '@parley/contract/registry';

/** Commands one may give while offline. */
export const QUEUED_COMMANDS = [
  'chat:message',
  'chat:edit',
  'chat:delete',
  'chat:react',
  'chat:read',
  'thread:read',
] as const;
export type QueuedName = (typeof QUEUED_COMMANDS)[number];

interface EntryOf<N extends QueuedName> {
  /** The idempotency key: every retry carries the same one, so that the command has one effect (P3). */
  readonly clientId: string;
  readonly name: N;
  readonly input: CommandInput<N>;
  /** Milliseconds since 1970. */
  readonly enqueuedAt: number;
  /** Order among entries of one moment. */
  readonly order: number;
  /** Why it was given up; null while it waits. */
  readonly error: WireError | null;
}
export type QueueEntry = { [N in QueuedName]: EntryOf<N> }[QueuedName];

/** A message the server has acknowledged and whose event is still to come. */
export type AcceptedMessage = CommandOutput<'chat:message'>['message'];

export interface QueueState {
  /** In the order given. */
  readonly pending: readonly QueueEntry[];
  readonly failed: readonly QueueEntry[];
  readonly accepted: readonly AcceptedMessage[];
}

export type Outcome<N extends QueuedName> =
  | { readonly ok: true; readonly data: CommandOutput<N> }
  /** Refused, or discarded before it was sent. */
  | { readonly ok: false; readonly error: WireError };

export interface Enqueued<N extends QueuedName> {
  readonly clientId: string;
  /** Settles when the command has been answered for good; never rejects. */
  readonly outcome: Promise<Outcome<N>>;
}
