/** What is said in one room while nobody listens, and whether who comes back is told exactly that. */
import { newId } from '@parley/client/ids';
import type { Line } from './line.ts';
import { contentOf } from './order.ts';
import type { Position } from './position.ts';

interface Resumed {
  readonly position: Position;
  readonly recovered: boolean;
  readonly more: boolean;
  readonly events: readonly { readonly seq: number; readonly data: { readonly content?: string } }[];
}

export class RoomTalk {
  readonly #room: string;
  readonly #contentBytes: number;
  #epoch = '';
  #seq = 0;
  #said: string[] = [];
  #count = 0;
  /** An answer that was read and found exact: most others are the same, byte by byte. */
  #exact: string | undefined;

  constructor(room: string, contentBytes: number) {
    this.#room = room;
    this.#contentBytes = contentBytes;
  }

  get channel(): string {
    return `room:${this.#room}`;
  }

  /** Where everybody was when they were last heard of. */
  get position(): Position {
    return { epoch: this.#epoch, seq: this.#seq };
  }

  /** Everybody enters at the same position, since nobody speaks meanwhile. */
  entered({ epoch, seq }: Position): void {
    if (this.#epoch !== '' && (this.#epoch !== epoch || this.#seq !== seq)) {
      throw new Error(`${this.channel} moved while people entered`);
    }
    this.#epoch = epoch;
    this.#seq = seq;
  }

  async say(writer: Line, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const content = contentOf(0, this.#count++, this.#contentBytes);
      await writer.ask('chat:message', { roomId: this.#room, content, clientId: newId() });
      this.#said.push(content);
    }
  }

  /** Everybody has what was said so far. */
  caughtUp(): void {
    this.#seq += this.#said.length;
    this.#said = [];
    this.#exact = undefined;
  }

  /** What an answer of `chat:sync` says of the room, which was asked for last; throws when it isn't exactly what was said. */
  check(answer: string): { readonly recovered: boolean } {
    const from = answer.indexOf(`"${this.channel}":`);
    const told = answer.slice(from);
    if (told === this.#exact) return { recovered: true };
    if (from < 0) throw new Error(`an answer says nothing of ${this.channel}`);
    // The wire is the contract's; what is read of it here fails loudly when it is not there.
    const [{ data }] = JSON.parse(answer) as [{ data: Record<string, Resumed> }];
    const resumed = data[this.channel];
    if (resumed?.position === undefined) throw new Error(`${this.channel} was refused: ${told}`);
    if (!resumed.recovered) return { recovered: false };
    const isExact =
      !resumed.more &&
      resumed.position.seq === this.#seq + this.#said.length &&
      resumed.events.length === this.#said.length &&
      resumed.events.every(
        ({ seq, data: { content } }, index) => seq === this.#seq + 1 + index && content === this.#said[index],
      );
    if (!isExact) throw new Error(`somebody was not told exactly what was said in ${this.channel}`);
    this.#exact = told;
    return { recovered: true };
  }
}
