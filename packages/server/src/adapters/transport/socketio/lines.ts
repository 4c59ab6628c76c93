/**
 * The Engine.IO connections that are open, each with its way out, and when those of a kind are gone. Listeners are the same
 * functions for all, told apart by `this`: closures of its own would cost each connection more than its outlet does.
 */
import type { EngineConnection } from './engine.ts';
import type { CreatedPacket, Outlet } from './outlet.ts';

type Which = (conn: EngineConnection) => boolean;

export class Lines {
  readonly #open = new Map<EngineConnection, Outlet>();
  readonly #waiting = new Set<{ readonly which: Which; readonly resolve: () => void }>();
  readonly #onPacket: (this: EngineConnection, packet: CreatedPacket) => void;
  readonly #onClose: (this: EngineConnection) => void;
  readonly #onUpgrade = () => this.#look();

  constructor() {
    const lines = this;
    this.#onPacket = function onPacket(packet) {
      lines.#open.get(this)?.created(packet);
    };
    this.#onClose = function onClose() {
      const outlet = lines.#open.get(this);
      lines.#open.delete(this);
      outlet?.ended();
      lines.#look();
    };
  }

  of(conn: EngineConnection): Outlet | undefined {
    return this.#open.get(conn);
  }

  add(conn: EngineConnection, outlet: Outlet): void {
    this.#open.set(conn, outlet);
    conn.on('packetCreate', this.#onPacket);
    conn.on('close', this.#onClose);
    if (this.#waiting.size > 0) conn.on('upgrade', this.#onUpgrade);
  }

  /** Resolves when there is none of them. */
  gone(which: Which): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add({ which, resolve });
      for (const conn of this.#open.keys()) {
        conn.off('upgrade', this.#onUpgrade);
        conn.on('upgrade', this.#onUpgrade);
      }
      this.#look();
    });
  }

  #look(): void {
    for (const waiter of this.#waiting) {
      if ([...this.#open.keys()].some(waiter.which)) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }
}
