/**
 * The port to uploads that are not complete: bytes on this node, by id. Whoever knows an id may append; who that is, is
 * the caller's to check.
 *
 * Guarantees (proved by `adapters/uploads/disk/uploads.test.ts`):
 * - U1  Bytes are appended at the offset that is there, by one writer at a time, and never beyond the size.
 * - U2  An append that breaks off leaves what came before it: `offset` says how far it came.
 */
export interface Uploads {
  /** Bytes that are there; 0 also when this node knows nothing of it. */
  offset(id: string): Promise<number>;
  /**
   * The new offset. Rejects with `WrongOffset`, with `TooMuch` when there is more than belongs there (nothing of it is kept
   * then), and with what `bytes` broke off with.
   */
  append(id: string, at: Place, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /** What is complete under one id goes on under another. */
  rename(from: string, to: string): Promise<void>;
  /** Where its bytes are; what is made of them lies beside it, and is removed with it. */
  path(id: string): string;
  remove(id: string): Promise<void>;
  /** Those nothing was appended to since `time`, milliseconds since the Unix epoch. */
  idleSince(time: number): Promise<readonly string[]>;
}

export interface Place {
  readonly offset: number;
  /** Of the whole upload. */
  readonly size: number;
}

export class WrongOffset extends Error {
  /** Where the next bytes belong. */
  readonly offset: number;

  constructor(offset: number) {
    super(`the next byte is ${offset}`);
    this.name = 'WrongOffset';
    this.offset = offset;
  }
}

export class TooMuch extends Error {
  constructor() {
    super('more bytes than the upload has');
    this.name = 'TooMuch';
  }
}
