/** One client that is cut off and comes back as the stock client does: connects, and resumes all it follows in one call. */

import { elapsed } from './elapsed.ts';
import type { LoadClient } from './job.ts';
import { Line } from './line.ts';
import { type Position, positionIn } from './position.ts';
import type { RoomTalk } from './room-talk.ts';

/** As the stock client's first attempts. */
const RETRY_MS = 1_000;
const MOST_TRIES = 30;

export interface CameBack {
  /** False: it was told to start anew. */
  readonly recovered: boolean;
  /** How often it was refused, or lost again, before. */
  readonly tries: number;
}

export class Seat {
  readonly #who: LoadClient;
  readonly #talk: RoomTalk;
  #line: Line | null = null;
  /** Where it is in its own channel; null where the server knows nobody. */
  #own: Position | null = null;

  constructor(who: LoadClient, talk: RoomTalk) {
    this.#who = who;
    this.#talk = talk;
  }

  /** Messages pushed since it last connected. */
  get pushed(): number {
    return this.#line?.pushed ?? 0;
  }

  async enter(): Promise<void> {
    const line = await this.#connect();
    const joined = await line.ask('chat:join', { roomId: this.#who.room });
    if (this.#who.userId === null) return;
    this.#talk.entered(positionIn(joined));
    this.#own = positionIn(await line.ask('channel:subscribe', { channel: `user:${this.#who.userId}` }));
  }

  cut(): void {
    this.#line?.close();
    this.#line = null;
  }

  /** Resolves once it is current again, however often that needs to be tried. */
  async comeBack(): Promise<CameBack> {
    for (let tries = 0; ; tries += 1) {
      try {
        return { ...(await this.#tryToComeBack()), tries };
      } catch (cause) {
        if (tries === MOST_TRIES) throw cause;
        this.cut();
        await elapsed(RETRY_MS * (0.5 + Math.random()));
      }
    }
  }

  /** A server that keeps nothing is only asked to let it in again. */
  async #tryToComeBack(): Promise<{ readonly recovered: boolean }> {
    const line = await this.#connect();
    if (this.#own === null) {
      await line.ask('chat:join', { roomId: this.#who.room });
      return { recovered: true };
    }
    const positions = {
      [`user:${this.#who.userId}`]: this.#own,
      [this.#talk.channel]: this.#talk.position,
    };
    return this.#talk.check(await line.ask('chat:sync', { positions }));
  }

  async #connect(): Promise<Line> {
    const line = new Line();
    this.#line = line;
    await line.connect(this.#who.port, this.#who.token);
    return line;
  }
}
