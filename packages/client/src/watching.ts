/** Whom this page looks at: everybody's wishes together, told to the server as one list, and again after each connecting. */
import type { PresenceChanged } from '@parley/contract/kernel/presence';
import type { Request } from './channels/channels.ts';
import type { Clock } from './clock.ts';
import { isRecord } from './errors.ts';
import type { PresenceInput } from './projections/presence.ts';

/** As many as the server takes; whoever asked last goes first. */
const MAX_WATCHED = 500;
/** Whoever scrolls asks often: it is said once they pause. */
const SETTLE_MS = 150;

export interface WatchingParts {
  readonly clock: Clock;
  readonly request: Request;
  readonly isLive: () => boolean;
  readonly seen: (input: PresenceInput) => void;
}

export class Watching {
  readonly #parts: WatchingParts;
  /** In the order they were asked for. */
  readonly #wishes = new Set<readonly string[]>();
  #said: ReadonlySet<string> = new Set();
  #cancel: (() => void) | null = null;

  constructor(parts: WatchingParts) {
    this.#parts = parts;
  }

  /** Until the answer is called, these are looked at. */
  watch(userIds: readonly string[]): () => void {
    const wish = [...userIds];
    this.#wishes.add(wish);
    this.#soon();
    return () => {
      this.#wishes.delete(wish);
      this.#soon();
    };
  }

  /** A new connection looks at nobody yet. */
  live(): void {
    this.#said = new Set();
    this.#cancel?.();
    this.#cancel = null;
    this.#say();
  }

  #soon(): void {
    this.#cancel ??= this.#parts.clock.after(SETTLE_MS, () => {
      this.#cancel = null;
      this.#say();
    });
  }

  #say(): void {
    const { request, isLive, seen } = this.#parts;
    if (!isLive()) return;
    const wanted = new Set([...this.#wishes].reverse().flat().slice(0, MAX_WATCHED));
    const before = this.#said;
    if (wanted.size === before.size && [...wanted].every((userId) => before.has(userId))) return;
    this.#said = wanted;
    const dropped = [...before].filter((userId) => !wanted.has(userId));
    if (dropped.length > 0) seen({ kind: 'unwatched', userIds: dropped });
    request('presence:watch', { userIds: [...wanted] })
      .then((answer) => {
        // By the contract; what is dropped meanwhile is told by lists again.
        const states = isRecord(answer) ? (answer.states as readonly PresenceChanged[]) : [];
        seen({ kind: 'watched', states: states.filter(({ userId }) => this.#said.has(userId)) });
      })
      // Lost with the connection, whose successor asks again.
      .catch(() => {});
  }
}
