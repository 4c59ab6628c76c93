/**
 * The least of RFC 6455 a client needs: it masks with a zero key, which leaves the payload as it is, and reads
 * whole text frames in place. A thousand receivers must cost the generator less than the server they measure.
 */

const FIN = 0x80;
const MASKED = 0x80;
const TEXT = 1;
const CLOSE = 8;

/** A text frame of ASCII. */
export function textFrame(text: string): Buffer {
  const { length } = text;
  if (length >= 65_536) throw new Error('a frame of the load generator is shorter than 64 KiB');
  const header = length < 126 ? 2 : 4;
  const frame = Buffer.alloc(header + 4 + length);
  frame[0] = FIN | TEXT;
  if (header === 2) frame[1] = MASKED | length;
  else {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.write(text, header + 4, 'latin1');
  return frame;
}

/** `bytes` holds the payload from `start` to `end`, only until it returns. */
export type OnText = (bytes: Buffer, start: number, end: number) => void;

/** Splits what a server sends into frames, wherever TCP cuts it. */
export class FrameReader {
  readonly #onText: OnText;
  readonly #onClose: () => void;
  #rest: Buffer | null = null;

  constructor(onText: OnText, onClose: () => void) {
    this.#onText = onText;
    this.#onClose = onClose;
  }

  /** `chunk` may be used again by the caller afterwards. */
  read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const used = this.#frames(bytes);
    this.#rest = used === bytes.length ? null : Buffer.from(bytes.subarray(used));
  }

  /** Answers how many bytes were whole frames. */
  #frames(bytes: Buffer): number {
    let offset = 0;
    while (offset + 2 <= bytes.length) {
      const opcode = (bytes[offset] ?? 0) & 0x0f;
      const short = bytes[offset + 1] ?? 0;
      const start = offset + headerBytes(short);
      if (start > bytes.length) break;
      const end = start + payloadBytes(bytes, offset, short);
      if (end > bytes.length) break;
      if (opcode === TEXT) this.#onText(bytes, start, end);
      else if (opcode === CLOSE) this.#onClose();
      offset = end;
    }
    return offset;
  }
}

function headerBytes(short: number): number {
  if (short < 126) return 2;
  return short === 126 ? 4 : 10;
}

function payloadBytes(bytes: Buffer, offset: number, short: number): number {
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(offset + 2) : Number(bytes.readBigUInt64BE(offset + 2));
}
