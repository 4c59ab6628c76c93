/**
 * Who looks at whom. A session names the people it shows, and is told of their changes though it follows no channel with
 * them: the one way to be told in channels too large for everybody to be told of everybody. Bounded, replaced, never added to.
 */
import type { Receiver } from '../fanout/subscription.ts';

/** Asked anew now and then by who may lose the right to look; answers whom they still may look at. */
export type StillVisible = () => Promise<readonly string[]>;

interface Interest {
  readonly userIds: readonly string[];
  readonly still: StillVisible | undefined;
}

export class Interests {
  readonly #bySession = new Map<Receiver, Interest>();
  readonly #byPerson = new Map<string, Set<Receiver>>();

  /** Takes the place of what the session looked at before. */
  replace(session: Receiver, userIds: readonly string[], still?: StillVisible): void {
    this.forget(session);
    if (userIds.length === 0) return;
    this.#bySession.set(session, { userIds, still });
    for (const userId of userIds) {
      const watchers = this.#byPerson.get(userId) ?? new Set();
      watchers.add(session);
      this.#byPerson.set(userId, watchers);
    }
  }

  forget(session: Receiver): void {
    const interest = this.#bySession.get(session);
    if (interest === undefined) return;
    this.#bySession.delete(session);
    for (const userId of interest.userIds) {
      const watchers = this.#byPerson.get(userId);
      watchers?.delete(session);
      if (watchers?.size === 0) this.#byPerson.delete(userId);
    }
  }

  watchersOf(userId: string): ReadonlySet<Receiver> {
    return this.#byPerson.get(userId) ?? NOBODY;
  }

  /** Takes away what may no longer be looked at. Whoever can't be asked about is looked at no longer (P6). */
  async recheck(): Promise<void> {
    for (const [session, interest] of [...this.#bySession]) {
      if (interest.still === undefined) continue;
      const left = await interest.still().catch(() => []);
      if (this.#bySession.get(session) === interest) this.replace(session, left, interest.still);
    }
  }
}

const NOBODY: ReadonlySet<Receiver> = new Set();
