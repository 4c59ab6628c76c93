/**
 * Back-pressure for chunks over sockets: what came and is not written yet waits in memory, so that is bounded. Whoever awaits
 * the answer to a chunk before the next but a few never meets the bound.
 */
import { refuse } from '../../kernel/index.ts';

const PERSON_BYTES = 4 * 1_048_576;
const ALL_BYTES = 64 * 1_048_576;
const COME_BACK_MS = 250;

export class Inflow {
  #all = 0;
  readonly #of = new Map<string, number>();

  /** Refuses with RATE_LIMITED what there is no room for. */
  async hold<T>(userId: string, bytes: number, work: () => Promise<T>): Promise<T> {
    const mine = this.#of.get(userId) ?? 0;
    if (mine > 0 && (mine + bytes > PERSON_BYTES || this.#all + bytes > ALL_BYTES)) {
      refuse('RATE_LIMITED', 'Chunks come faster than they are written. Wait for their answers.', {
        retryAfterMs: COME_BACK_MS,
      });
    }
    this.#change(userId, bytes);
    try {
      return await work();
    } finally {
      this.#change(userId, -bytes);
    }
  }

  #change(userId: string, bytes: number): void {
    this.#all += bytes;
    const mine = (this.#of.get(userId) ?? 0) + bytes;
    if (mine > 0) this.#of.set(userId, mine);
    else this.#of.delete(userId);
  }
}
