/** The Engine.IO connections that are open, and when those of a kind are gone. */
import type { EngineConnection } from './engine.ts';

type Which = (conn: EngineConnection) => boolean;

export class Lines {
  readonly #open = new Set<EngineConnection>();
  readonly #waiting = new Set<{ readonly which: Which; readonly resolve: () => void }>();

  add(conn: EngineConnection): void {
    this.#open.add(conn);
    conn.on('upgrade', () => this.#look());
    conn.once('close', () => {
      this.#open.delete(conn);
      this.#look();
    });
  }

  /** Resolves when there is none of them. */
  gone(which: Which): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add({ which, resolve });
      this.#look();
    });
  }

  #look(): void {
    for (const waiter of this.#waiting) {
      if ([...this.#open].some(waiter.which)) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }
}
