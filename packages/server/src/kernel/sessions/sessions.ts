/** The live sessions of this node, by id and by person. */

import type { Revocation } from '../commands/definition.ts';
import type { LiveSession } from './live-session.ts';

export class Sessions {
  readonly #byId = new Map<string, LiveSession>();
  readonly #byUser = new Map<string, Set<LiveSession>>();

  get size(): number {
    return this.#byId.size;
  }

  add(session: LiveSession): void {
    this.#byId.set(session.id, session);
    const mine = this.#byUser.get(session.userId) ?? new Set<LiveSession>();
    mine.add(session);
    this.#byUser.set(session.userId, mine);
  }

  remove(session: LiveSession): void {
    this.#byId.delete(session.id);
    const mine = this.#byUser.get(session.userId);
    if (!mine?.delete(session)) return;
    if (mine.size === 0) this.#byUser.delete(session.userId);
  }

  of(userId: string): readonly LiveSession[] {
    return [...(this.#byUser.get(userId) ?? [])];
  }

  all(): readonly LiveSession[] {
    return [...this.#byId.values()];
  }

  /** Ends the sessions a revocation names. */
  revoke({ userId, loginId, exceptLogin, code, sanction }: Revocation): void {
    for (const session of this.of(userId)) {
      const login = session.caller.loginId;
      if (loginId !== undefined && login !== loginId) continue;
      if (exceptLogin !== undefined && login === exceptLogin) continue;
      session.end(code, 0, sanction);
    }
  }
}
