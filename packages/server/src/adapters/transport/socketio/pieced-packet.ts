/**
 * One packet made of pieces, some of which many packets share. A large shared piece is written from the memory that all of
 * them have in common: five thousand people who missed the same are told it without five thousand copies.
 */
import type { Writable } from 'node:stream';
import { jsonText, type SharedJson } from '../../../kernel/index.ts';
import { frameHeader } from './frames.ts';
import { MESSAGE, type Outgoing } from './outgoing.ts';

/** A smaller piece is copied sooner than it is written by itself. */
const WORTH_SHARING_BYTES = 4096;

export class PiecedPacket implements Outgoing {
  readonly #pieces: readonly (string | SharedJson)[];
  #buffers: readonly Uint8Array[] | undefined;

  /** The first piece begins with the Engine.IO type. */
  constructor(pieces: readonly (string | SharedJson)[]) {
    this.#pieces = pieces;
  }

  get texts(): string[] {
    return [jsonText(this.#pieces).slice(MESSAGE.length)];
  }

  get size(): number {
    let size = 0;
    for (const piece of this.#pieces) size += typeof piece === 'string' ? piece.length : piece.text.length;
    return size;
  }

  get frameBytes(): number {
    return this.#frame().reduce((sum, { length }) => sum + length, 0);
  }

  writeTo(socket: Writable): void {
    socket.cork();
    for (const bytes of this.#frame()) socket.write(bytes);
    socket.uncork();
  }

  #frame(): readonly Uint8Array[] {
    this.#buffers ??= framed(this.#pieces);
    return this.#buffers;
  }
}

function framed(pieces: readonly (string | SharedJson)[]): Uint8Array[] {
  const buffers: Uint8Array[] = [];
  let text = '';
  const endText = () => {
    if (text !== '') buffers.push(Buffer.from(text));
    text = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (piece.utf8.length < WORTH_SHARING_BYTES) text += piece.text;
    else {
      endText();
      buffers.push(piece.utf8);
    }
  }
  endText();
  const header = frameHeader(buffers.reduce((sum, { length }) => sum + length, 0));
  const [first, ...rest] = buffers;
  return first ? [Buffer.concat([header, first]), ...rest] : [header];
}
